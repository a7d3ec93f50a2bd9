//! What a handler's arguments say about its route: who may call it, which ids stand in its path,
//! what may go wrong. The router reads this from the signature, so that a handler cannot forget it.

use std::collections::BTreeSet;

use actix_web::{HttpRequest, web};
use serde_json::{Map, Value, json};

/// One argument of a handler.
pub trait Argument {
    /// Nobody gets past this argument without being signed in.
    const SIGNS_IN: bool = false;
    /// This argument checks the token of a form.
    const CHECKS_FORM: bool = false;

    /// Adds what this argument means to the description of the operation.
    fn describe(_operation: &mut Described) {}
}

/// All arguments of a handler together.
pub trait Arguments {
    /// At least one of them demands a signed-in caller.
    const SIGNS_IN: bool;
    /// At least one of them checks the token of a form.
    const CHECKS_FORM: bool;

    /// Adds what they mean to the description of the operation.
    fn describe(operation: &mut Described);
}

/// The description of an operation as its arguments build it.
#[derive(Debug, Default)]
pub struct Described {
    /// Parameter objects of OpenAPI, in the order of the arguments.
    pub parameters: Vec<Value>,
    /// Request body object of OpenAPI.
    pub request_body: Option<Value>,
    /// Schemas by name that the operation refers to.
    pub schemas: Map<String, Value>,
    /// Statuses of refusals that may come back.
    pub refusals: BTreeSet<u16>,
    /// Names of the ids that the arguments take from the path.
    pub path_names: Vec<&'static str>,
    /// Finds names that the body reads but does not describe; empty when all is well.
    pub body_checks: Vec<fn() -> Vec<String>>,
}

impl Described {
    /// Notes a required parameter that is a header.
    pub fn header(&mut self, name: &str, description: &str, schema: Value) {
        self.parameters.push(json!({
            "in": "header", "name": name, "required": true, "description": description, "schema": schema,
        }));
    }
}

impl Argument for HttpRequest {}
impl<T: ?Sized> Argument for web::Data<T> {}

macro_rules! arguments {
    ($($name:ident)*) => {
        impl<$($name: Argument),*> Arguments for ($($name,)*) {
            const SIGNS_IN: bool = false $(|| $name::SIGNS_IN)*;
            const CHECKS_FORM: bool = false $(|| $name::CHECKS_FORM)*;

            fn describe(_operation: &mut Described) {
                $($name::describe(_operation);)*
            }
        }
    };
}

arguments!();
arguments!(A);
arguments!(A B);
arguments!(A B C);
arguments!(A B C D);
arguments!(A B C D E);
arguments!(A B C D E F);
arguments!(A B C D E F G);
arguments!(A B C D E F G H);

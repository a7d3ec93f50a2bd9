//! The description of a body, from the very questions with which it is read. Nothing is written down twice.

use std::ops::RangeInclusive;

use domain::fault::FaultCode;
use serde_json::{Map, Value, json};

use super::{Body, Field, Fields, Source};

/// The fields that were asked for, in that order.
#[derive(Debug, Clone, Default)]
pub struct Shape(Vec<Property>);

/// One field that was asked for.
#[derive(Debug, Clone)]
pub struct Property {
    name: &'static str,
    required: bool,
    schema: fn(&Property) -> Value,
    item: fn() -> Value,
    inner: Option<Shape>,
    size: Option<(usize, usize)>,
}

/// The shape of a body.
pub fn shape<T: Body>() -> Shape {
    let mut fields = Fields::new(Source::Description);
    let _example = T::read(&mut fields);
    fields.shape
}

/// Where reading and describing a body differ; empty when all is well. Every mounted body is checked with it.
pub fn check<T: Body>() -> Vec<String> {
    let shape = shape::<T>();
    let mut found: Vec<String> = Vec::new();
    let read = |value: &Value| {
        let members = value.as_object().cloned().unwrap_or_default();
        let mut fields = Fields::new(Source::Json(&members));
        let _value = T::read(&mut fields);
        fields.find_unknown();
        fields.faults
    };
    for fault in read(&shape.example()) {
        if matches!(fault.code, FaultCode::Missing | FaultCode::UnknownField) {
            found.push(format!("{}: {} is {} in its own example", T::NAME, fault.field, fault.code));
        }
    }
    let missing = read(&json!({}));
    for property in shape.0.iter().filter(|property| property.required) {
        if !missing.iter().any(|fault| fault.field == property.name && fault.code == FaultCode::Missing) {
            found.push(format!(
                "{}: {} is not asked for when another field is missing",
                T::NAME,
                property.name
            ));
        }
    }
    found
}

/// The example in the schema of a field.
pub fn example_of<T: Field>() -> Value {
    example_in(&T::schema())
}

impl Shape {
    /// Notes a field once.
    pub fn add(&mut self, property: Property) {
        if !self.has(property.name) {
            self.0.push(property);
        }
    }

    /// Whether this field was asked for.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|property| property.name == name)
    }

    /// The names of the fields.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|property| property.name)
    }

    /// The JSON schema of the object.
    pub fn schema(&self) -> Value {
        let properties: Map<String, Value> =
            self.0.iter().map(|property| (property.name.to_owned(), property.schema())).collect();
        let required: Vec<&str> =
            self.0.iter().filter(|property| property.required).map(|property| property.name).collect();
        json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
    }

    /// The fields as parameters of a query string.
    pub fn query_parameters(&self) -> Vec<Value> {
        let parameter = |it: &Property| json!({"in": "query", "name": it.name, "required": it.required, "schema": it.schema()});
        self.0.iter().map(parameter).collect()
    }

    /// An object with every field in it.
    pub fn example(&self) -> Value {
        let member = |property: &Property| (property.name.to_owned(), property.example());
        Value::Object(self.0.iter().map(member).collect())
    }
}

impl Property {
    /// A field of one value.
    pub fn of<T: Field>(name: &'static str, required: bool) -> Self {
        Self { name, required, schema: |it| (it.item)(), item: T::schema, inner: None, size: None }
    }

    /// A field of one value that may be emptied.
    pub fn emptiable<T: Field>(name: &'static str) -> Self {
        Self { schema: |it| or_null((it.item)()), ..Self::of::<T>(name, false) }
    }

    /// A field with a list of values.
    pub fn list_of<T: Field>(name: &'static str, size: &RangeInclusive<usize>) -> Self {
        let size = Some((*size.start(), *size.end()));
        let required = size.is_some_and(|(least, _)| least > 0);
        Self { name, required, schema: |it| it.list((it.item)()), item: T::schema, inner: None, size }
    }

    /// A field with an object, or with a list of them.
    pub fn nested(
        name: &'static str,
        required: bool,
        inner: &Shape,
        size: Option<RangeInclusive<usize>>,
    ) -> Self {
        let size = size.map(|size| (*size.start(), *size.end()));
        let required = size.map_or(required, |(least, _)| least > 0);
        let schema = |it: &Self| it.list(it.inner.as_ref().map(Shape::schema).unwrap_or_default());
        Self { name, required, schema, item: || Value::Null, inner: Some(inner.clone()), size }
    }

    /// A field of which only the name is known.
    pub fn named(name: &'static str) -> Self {
        Self { name, required: false, schema: |_| json!({}), item: || Value::Null, inner: None, size: None }
    }

    fn schema(&self) -> Value {
        (self.schema)(self)
    }

    fn list(&self, items: Value) -> Value {
        match self.size {
            Some((least, most)) => {
                json!({"type": "array", "items": items, "minItems": least, "maxItems": most})
            }
            None => items,
        }
    }

    fn example(&self) -> Value {
        let one = match &self.inner {
            Some(shape) => shape.example(),
            None => example_in(&(self.item)()),
        };
        match self.size {
            Some((least, _)) => Value::Array(vec![one; least.max(1)]),
            None => one,
        }
    }
}

/// The same schema, with `null` besides.
fn or_null(mut schema: Value) -> Value {
    if let Some(kind) = schema.get_mut("type") {
        *kind = json!([kind.take(), "null"]);
    }
    if let Some(choices) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        choices.push(Value::Null);
    }
    schema
}

fn example_in(schema: &Value) -> Value {
    schema.get("example").cloned().unwrap_or_default()
}

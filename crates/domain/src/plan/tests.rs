//! The rules of the safety plan, tried out.

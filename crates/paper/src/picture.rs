//! What is drawn: lines in a square of 100 by 100, for a screen and for paper alike. Drawn by code, without colour, so
//! that it copies well.

/// A line in a square of 100 by 100; the origin is the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stroke {
    /// A circle: middle and radius.
    Circle { x: f32, y: f32, radius: f32 },
    /// A filled circle.
    Dot { x: f32, y: f32, radius: f32 },
    /// A curve from one point to another, drawn to a third.
    Curve { from: (f32, f32), towards: (f32, f32), to: (f32, f32) },
}

/// How thick the lines are.
pub const THICKNESS: f32 = 4.0;

/// A face: the corners of the mouth go up with the mood, from 0 to 100, and the brows of a sad one slant.
#[must_use]
pub fn face(mood: u8) -> Vec<Stroke> {
    let mood = f32::from(mood.min(100)) / 100.0;
    let bend = (mood - 0.5) * 2.0;
    let (corner, middle) = (72.0 - 8.0 * bend, 72.0 + 20.0 * bend);
    let mut strokes = vec![
        Stroke::Circle { x: 50.0, y: 50.0, radius: 46.0 },
        Stroke::Dot { x: 34.0, y: 42.0, radius: 5.0 },
        Stroke::Dot { x: 66.0, y: 42.0, radius: 5.0 },
        Stroke::Curve { from: (28.0, corner), towards: (50.0, middle), to: (72.0, corner) },
    ];
    if bend < -0.3 {
        let slant = -bend * 8.0;
        strokes.push(Stroke::Curve {
            from: (24.0, 30.0),
            towards: (32.0, 29.0 - slant / 2.0),
            to: (41.0, 30.0 - slant),
        });
        strokes.push(Stroke::Curve {
            from: (76.0, 30.0),
            towards: (68.0, 29.0 - slant / 2.0),
            to: (59.0, 30.0 - slant),
        });
    }
    strokes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mouth(mood: u8) -> f32 {
        let curve = face(mood).into_iter().find_map(|it| match it {
            Stroke::Curve { from, towards, .. } => Some(towards.1 - from.1),
            Stroke::Circle { .. } | Stroke::Dot { .. } => None,
        });
        curve.unwrap()
    }

    #[test]
    fn the_corners_of_the_mouth_rise_with_the_mood() {
        let bends: Vec<_> = (0..=10).map(|it| mouth(it * 10)).collect();
        assert!(bends.is_sorted() && bends[0] < 0.0 && bends[10] > 0.0, "{bends:?}");
        assert_eq!(face(200), face(100));
    }
}

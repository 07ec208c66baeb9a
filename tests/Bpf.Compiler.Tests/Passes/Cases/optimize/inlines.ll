; A static function becomes part of its caller.
define i64 @f(i64 %x) {
  %result = call i64 @callee(i64 %x)
  ret i64 %result
}

define internal i64 @callee(i64 %x) {
  %result = add i64 %x, 1
  ret i64 %result
}

; after optimize
define i64 @f(i64 %x) {
  %result.i = add i64 %x, 1
  ret i64 %result.i
}

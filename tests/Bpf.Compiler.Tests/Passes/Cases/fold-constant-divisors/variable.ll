; The divisor may be zero.
define i64 @f(i64 %x, i64 %y) {
  %remainder = call i64 asm "$0 %= $2", "=r,0,r"(i64 %x, i64 %y)
  ret i64 %remainder
}

; unchanged

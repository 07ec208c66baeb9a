; The code generator splits a wide addition itself.
define i64 @f(i128 %a, i128 %b) {
  %sum = add i128 %a, %b
  %high = lshr i128 %sum, 64
  %result = trunc i128 %high to i64
  ret i64 %result
}

; unchanged

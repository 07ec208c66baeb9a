; Assembly that is no division.
define i64 @f(i64 %x) {
  %sum = call i64 asm "$0 += $2", "=r,0,r"(i64 %x, i64 3)
  %copy = call i64 asm "", "=r,0"(i64 %sum)
  ret i64 %copy
}

; unchanged

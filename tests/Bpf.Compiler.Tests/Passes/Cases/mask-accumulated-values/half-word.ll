; The sum is an i32.
define i32 @f(i8 %c, i32 %sum) section "xdp" {
  %upper = add i8 %c, -32
  %isLower = icmp ugt i8 %c, 96
  %letter = select i1 %isLower, i8 %upper, i8 %c
  br label %next

next:
  %digit = zext i8 %letter to i32
  %total = add i32 %sum, %digit
  ret i32 %total
}

; after mask-accumulated-values
define i32 @f(i8 %c, i32 %sum) section "xdp" {
  %upper = add i8 %c, -32
  %isLower = icmp ugt i8 %c, 96
  %letter = select i1 %isLower, i8 %upper, i8 %c
  %1 = zext i8 %letter to i64
  %2 = call i64 asm sideeffect "", "=r,0"(i64 %1)
  %3 = trunc i64 %2 to i32
  br label %next

next:
  %total = add i32 %sum, %3
  ret i32 %total
}

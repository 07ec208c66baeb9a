; What the letter is made of becomes an index: its bounds must stay visible.
define i8 @f(i8 %c, ptr %table) section "xdp" {
  %upper = add i8 %c, -32
  %isLower = icmp ugt i8 %c, 96
  %letter = select i1 %isLower, i8 %upper, i8 %c
  br label %next

next:
  %digit = zext i8 %letter to i64
  %address = getelementptr i8, ptr %table, i64 %digit
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; unchanged

; A single comparison leaves one way that goes on.
define i32 @f(ptr %text, i32 %sum) section "xdp" {
  %c = load i8, ptr %text, align 1
  %digit = zext i8 %c to i32
  %isDigit = icmp ult i8 %c, 65
  br i1 %isDigit, label %add, label %end

add:
  %total = add i32 %sum, %digit
  ret i32 %total

end:
  ret i32 0
}

; unchanged

; The verifier learns from the comparisons that the index is in the table.
define i8 @f(ptr %text, ptr %table) section "xdp" {
  %c = load i8, ptr %text, align 1
  %index = zext i8 %c to i64
  %isHigh = icmp ugt i8 %c, 102
  br i1 %isHigh, label %end, label %low

low:
  %isLow = icmp ult i8 %c, 48
  br i1 %isLow, label %end, label %inside

inside:
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

end:
  ret i8 0
}

; unchanged

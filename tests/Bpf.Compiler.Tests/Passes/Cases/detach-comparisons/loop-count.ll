; The value is how often a loop runs.
define i32 @f(ptr %text, i32 %sum) section "xdp" {
entry:
  %c = load i8, ptr %text, align 1
  %count = zext i8 %c to i32
  %isHigh = icmp ugt i8 %c, 64
  br i1 %isHigh, label %end, label %low

low:
  %isLow = icmp ult i8 %c, 4
  br i1 %isLow, label %end, label %loop

loop:
  %i = phi i32 [ 0, %low ], [ %next, %loop ]
  %total = phi i32 [ %sum, %low ], [ %more, %loop ]
  %more = add i32 %total, %count
  %next = add i32 %i, 1
  %isLast = icmp eq i32 %next, %count
  br i1 %isLast, label %done, label %loop

done:
  ret i32 %more

end:
  ret i32 0
}

; unchanged

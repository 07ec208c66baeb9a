; The program counts, and the verifier follows that.
define i64 @f(i64 %x) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %more ]
  %mask = phi i64 [ %x, %entry ], [ %rest, %more ]
  %isOver = icmp eq i64 %mask, 0
  br i1 %isOver, label %end, label %more

more:
  %less = add i64 %mask, -1
  %rest = and i64 %mask, %less
  %next = add i32 %i, 1
  %isLast = icmp eq i32 %next, 64
  br i1 %isLast, label %end, label %loop

end:
  ret i64 %mask
}

; unchanged

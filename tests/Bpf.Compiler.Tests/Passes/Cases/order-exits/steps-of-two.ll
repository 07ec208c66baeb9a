; A count that goes up by two may jump over the end.
define i32 @f(i32 %count) {
entry:
  br label %head

head:
  %i = phi i32 [ 0, %entry ], [ %next, %body ]
  %isLast = icmp eq i32 %i, %count
  br i1 %isLast, label %end, label %body

body:
  %next = add i32 %i, 2
  br label %head

end:
  ret i32 0
}

; unchanged

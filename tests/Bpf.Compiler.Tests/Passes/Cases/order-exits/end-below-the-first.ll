; The count could begin past the end, and go around.
define i32 @f(i32 %count) {
entry:
  br label %head

head:
  %i = phi i32 [ 1, %entry ], [ %next, %body ]
  %isLast = icmp eq i32 %i, %count
  br i1 %isLast, label %end, label %body

body:
  %next = add i32 %i, 1
  br label %head

end:
  ret i32 0
}

; unchanged

; What is equal once need not be later.
define i32 @f(ptr %limit) {
entry:
  br label %head

head:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %count = load volatile i64, ptr %limit, align 8
  %isLast = icmp eq i64 %i, %count
  br i1 %isLast, label %end, label %body

body:
  %next = add i64 %i, 1
  br label %head

end:
  ret i32 0
}

; unchanged

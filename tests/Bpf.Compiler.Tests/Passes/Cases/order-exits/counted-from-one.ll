; The number after the next is compared, at the end of the round; the branch before the loop shows that there is a first.
define i32 @f(i32 %count) {
entry:
  %none = icmp eq i32 %count, 0
  br i1 %none, label %end, label %body

body:
  %i = phi i32 [ 0, %entry ], [ %next, %body ]
  %next = add i32 %i, 1
  %more = icmp ne i32 %next, %count
  br i1 %more, label %body, label %end

end:
  ret i32 0
}

; after order-exits
define i32 @f(i32 %count) {
entry:
  %none = icmp eq i32 %count, 0
  br i1 %none, label %end, label %body

body:
  %i = phi i32 [ 0, %entry ], [ %next, %body ]
  %next = add i32 %i, 1
  %0 = icmp ugt i32 %count, %next
  br i1 %0, label %body, label %end

end:
  ret i32 0
}

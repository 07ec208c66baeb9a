; The value is computed again in each round, before the first store of the round.
define void @f(ptr %map, ptr %source) {
entry:
  %one = alloca i64, align 8
  %two = alloca i64, align 8
  br label %loop

loop:
  %x = load i64, ptr %source, align 8
  store i64 %x, ptr %two, align 8
  %value = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %two)
  %found = icmp ne i64 %value, 0
  br i1 %found, label %delete, label %next

delete:
  store i64 %x, ptr %one, align 8
  %error = call i64 inttoptr (i64 3 to ptr)(ptr %map, ptr %one)
  br label %next

next:
  %more = icmp ne i64 %x, 0
  br i1 %more, label %loop, label %end

end:
  ret void
}

; after share-helper-slots
define void @f(ptr %map, ptr %source) {
entry:
  %two = alloca i64, align 8
  br label %loop

loop:
  %x = load i64, ptr %source, align 8
  store i64 %x, ptr %two, align 8
  %value = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %two)
  %found = icmp ne i64 %value, 0
  br i1 %found, label %delete, label %next

delete:
  %error = call i64 inttoptr (i64 3 to ptr)(ptr %map, ptr %two)
  br label %next

next:
  %more = icmp ne i64 %x, 0
  br i1 %more, label %loop, label %end

end:
  ret void
}

; A comparison and an exchange, in four bytes.
define i32 @f(i64 %x) {
  %table = alloca [8 x i32], align 8
  %index = and i64 %x, 7
  %address = getelementptr i32, ptr %table, i64 %index
  %pair = cmpxchg ptr %address, i32 3, i32 4 seq_cst seq_cst, align 4
  %old = extractvalue { i32, i1 } %pair, 0
  ret i32 %old
}

; after plain-stack-atomics
define i32 @f(i64 %x) {
  %table = alloca [8 x i32], align 8
  %index = and i64 %x, 7
  %address = getelementptr i32, ptr %table, i64 %index
  %1 = load i32, ptr %address, align 4
  %2 = icmp eq i32 %1, 3
  %3 = select i1 %2, i32 4, i32 %1
  %4 = insertvalue { i32, i1 } undef, i32 %1, 0
  %5 = insertvalue { i32, i1 } %4, i1 %2, 1
  store i32 %3, ptr %address, align 4
  %old = extractvalue { i32, i1 } %5, 0
  ret i32 %old
}

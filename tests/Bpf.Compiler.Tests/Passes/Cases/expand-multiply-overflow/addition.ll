; The code generator does additions with an overflow check itself.
declare { i64, i1 } @llvm.uadd.with.overflow.i64(i64, i64)

define i1 @f(i64 %a, i64 %b) {
  %pair = call { i64, i1 } @llvm.uadd.with.overflow.i64(i64 %a, i64 %b)
  %overflows = extractvalue { i64, i1 } %pair, 1
  ret i1 %overflows
}

; unchanged

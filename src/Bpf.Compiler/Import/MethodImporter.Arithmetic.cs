using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.Import;

/// <content>Arithmetic and comparison.</content>
internal sealed partial class MethodImporter
{
    private void Add()
    {
        StackValue right = _stack.Pop();
        StackValue left = _stack.Pop();
        NoteMoved(left, right);
        if (left.Kind == StackKind.Pointer && right.Kind != StackKind.Pointer)
        {
            _stack.Push(Moved(left, _emit.ToInt64(right, isSigned: true)));
        }
        else if (right.Kind == StackKind.Pointer && left.Kind != StackKind.Pointer)
        {
            _stack.Push(Moved(right, _emit.ToInt64(left, isSigned: true)));
        }
        else
        {
            _stack.Push(Binary(LLVMOpcode.LLVMAdd, left, right));
        }
    }

    private void Subtract()
    {
        StackValue right = _stack.Pop();
        StackValue left = _stack.Pop();
        NoteMoved(left, right);
        _stack.Push(left.Kind == StackKind.Pointer && right.Kind != StackKind.Pointer
            ? Moved(left, Builder.BuildNeg(_emit.ToInt64(right, isSigned: true)))
            : Binary(LLVMOpcode.LLVMSub, left, right));
    }

    private StackValue Moved(StackValue pointer, LLVMValueRef bytes) => pointer.Symbol switch
    {
        Symbol.Context { Place: { } place } => _emit.MoveInContext(pointer, place, bytes),
        Symbol.KernelField { IsInRecord: true } field => MoveInRecord(pointer, field, bytes),
        _ => new(StackKind.Pointer, _emit.Offset(pointer.Value, bytes), Symbol: pointer.Symbol as Symbol.KernelField, Alignment: pointer.Alignment),
    };

    private void Binary(LLVMOpcode opcode)
    {
        StackValue right = _stack.Pop();
        StackValue left = _stack.Pop();
        _stack.Push(Binary(opcode, left, right));
    }

    private StackValue Binary(LLVMOpcode opcode, StackValue left, StackValue right)
    {
        (LLVMValueRef a, LLVMValueRef b, StackKind kind) = Unify(left, right, isSigned: true);
        return new StackValue(kind, Builder.BuildBinOp(opcode, a, b));
    }

    // 32-bit operands are sign-extended to match native ones.
    private (LLVMValueRef Left, LLVMValueRef Right, StackKind Kind) Unify(StackValue left, StackValue right, bool isSigned)
        => left.Kind == StackKind.Int32 && right.Kind == StackKind.Int32
            ? (left.Value, right.Value, StackKind.Int32)
            : (_emit.ToInt64(left, isSigned), _emit.ToInt64(right, isSigned), StackKind.Int64);

    private void Shift(LLVMOpcode opcode)
    {
        StackValue count = _stack.Pop();
        StackValue value = _stack.Pop();
        bool isLong = value.Kind != StackKind.Int32;
        LLVMValueRef operand = isLong ? _emit.ToInt64(value, isSigned: true) : value.Value;
        LLVMValueRef distance = isLong ? _emit.ToInt64(count, isSigned: false) : _emit.ToInt32(count);
        LLVMValueRef mask = isLong ? _emit.Int64(63) : _emit.Int32(31);
        // A larger count is undefined in LLVM; C# uses the low bits.
        LLVMValueRef result = Builder.BuildBinOp(opcode, operand, Builder.BuildAnd(distance, mask));
        _stack.Push(new StackValue(isLong ? StackKind.Int64 : StackKind.Int32, result));
    }

    private void Negate()
    {
        StackValue value = _stack.Pop();
        LLVMValueRef operand = value.Kind == StackKind.Int32 ? value.Value : _emit.ToInt64(value, isSigned: true);
        _stack.Push(new StackValue(value.Kind == StackKind.Int32 ? StackKind.Int32 : StackKind.Int64, Builder.BuildNeg(operand)));
    }

    private void Complement()
    {
        StackValue value = _stack.Pop();
        LLVMValueRef operand = value.Kind == StackKind.Int32 ? value.Value : _emit.ToInt64(value, isSigned: true);
        _stack.Push(new StackValue(value.Kind == StackKind.Int32 ? StackKind.Int32 : StackKind.Int64, Builder.BuildNot(operand)));
    }

    private void Divide(bool isSigned, bool isRemainder)
    {
        StackValue right = _stack.Pop();
        StackValue left = _stack.Pop();
        (LLVMValueRef dividend, LLVMValueRef divisor, StackKind kind) = Unify(left, right, isSigned: true);
        NoteDivisor(divisor);
        LLVMValueRef result = !isSigned ? UnsignedDivision.Build(Builder, dividend, divisor, isRemainder, Module.HasI32Registers)
            : Module.CpuVersion < 4 ? DivideMagnitudes(dividend, divisor, isRemainder)
            : DivideSigned(dividend, divisor, isRemainder);
        _stack.Push(new StackValue(kind, result));
    }

    // x / 0 is 0 and x % 0 is x, as in the BPF instructions. Spelled out, because LLVM takes a division as proof that the divisor is not 0. Dividing
    // the smallest number by -1 overflows, which is undefined in LLVM; here it wraps.
    private LLVMValueRef DivideSigned(LLVMValueRef dividend, LLVMValueRef divisor, bool isRemainder)
    {
        LLVMOpcode opcode = isRemainder ? LLVMOpcode.LLVMSRem : LLVMOpcode.LLVMSDiv;
        if (divisor.IsConstantInt && divisor.ConstIntZExt != 0 && divisor.ConstIntSExt != -1)
        {
            return Builder.BuildBinOp(opcode, dividend, divisor);
        }

        LLVMValueRef zero = LLVMValueRef.CreateConstNull(divisor.TypeOf);
        LLVMValueRef one = LLVMValueRef.CreateConstInt(divisor.TypeOf, 1);
        LLVMValueRef minusOne = LLVMValueRef.CreateConstInt(divisor.TypeOf, ulong.MaxValue, signExtend: true);
        LLVMValueRef isZero = Builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, divisor, zero);
        LLVMValueRef isMinusOne = Builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, divisor, minusOne);
        LLVMValueRef safe = Builder.BuildSelect(isMinusOne, one, Builder.BuildSelect(isZero, one, divisor));
        LLVMValueRef quotient = Builder.BuildBinOp(opcode, dividend, safe);
        quotient = Builder.BuildSelect(isMinusOne, isRemainder ? zero : Builder.BuildNeg(dividend), quotient);
        return Builder.BuildSelect(isZero, isRemainder ? dividend : zero, quotient);
    }

    // Instruction sets before v4 have only unsigned division: divide the magnitudes, then apply the sign.
    private LLVMValueRef DivideMagnitudes(LLVMValueRef dividend, LLVMValueRef divisor, bool isRemainder)
    {
        LLVMValueRef zero = LLVMValueRef.CreateConstNull(divisor.TypeOf);
        LLVMValueRef isDividendNegative = Builder.BuildICmp(LLVMIntPredicate.LLVMIntSLT, dividend, zero);
        LLVMValueRef dividendMagnitude = Builder.BuildSelect(isDividendNegative, Builder.BuildNeg(dividend), dividend);
        LLVMValueRef isDivisorNegative = Builder.BuildICmp(LLVMIntPredicate.LLVMIntSLT, divisor, zero);
        LLVMValueRef divisorMagnitude = Builder.BuildSelect(isDivisorNegative, Builder.BuildNeg(divisor), divisor);
        LLVMValueRef magnitude = UnsignedDivision.Build(Builder, dividendMagnitude, divisorMagnitude, isRemainder, Module.HasI32Registers);
        LLVMValueRef isNegative = isRemainder ? isDividendNegative : Builder.BuildXor(isDividendNegative, isDivisorNegative);
        return Builder.BuildSelect(isNegative, Builder.BuildNeg(magnitude), magnitude);
    }

    private void CompareValues(LLVMIntPredicate predicate)
    {
        StackValue right = _stack.Pop();
        StackValue left = _stack.Pop();
        if (left.Symbol is Symbol.Type a && right.Symbol is Symbol.Type b)
        {
            _stack.Push(_emit.Constant(ReferenceEquals(a.Value, b.Value) ? 1 : 0));
            return;
        }

        if ((IsBoxedValue(left) && IsNull(right)) || (IsBoxedValue(right) && IsNull(left)))
        {
            _stack.Push(_emit.Constant(predicate == LLVMIntPredicate.LLVMIntEQ ? 0 : 1));
            return;
        }

        _stack.Push(_emit.FromCondition(Compare(predicate, left, right)));
    }

    private LLVMValueRef Compare(LLVMIntPredicate predicate, StackValue left, StackValue right)
    {
        if (left.Kind == StackKind.Pointer || right.Kind == StackKind.Pointer)
        {
            return Builder.BuildICmp(predicate, _emit.ToPointer(left), _emit.ToPointer(right));
        }

        (LLVMValueRef a, LLVMValueRef b, _) = Unify(left, right, isSigned: true);
        return Builder.BuildICmp(predicate, a, b);
    }
}

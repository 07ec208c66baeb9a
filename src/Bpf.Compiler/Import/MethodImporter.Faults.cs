using System.Reflection.Metadata;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Il;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Conditions that throw in the framework, and code that is certainly wrong.</content>
internal sealed partial class MethodImporter
{
    private SourceLocation? UserLocation => _emit.Function.IsUserCode ? CurrentLocation : null;

    private static string? AdviceAgainst(MethodDesc method)
        => ThrowingMethods.AdviceFor(method.Owner.FullName, method.Name, FullNameOf(method.Signature.ParameterTypes.FirstOrDefault()),
            FullNameOf(method.Signature.ReturnType)!);

    private static string? FullNameOf(TypeDesc? type) => type is DefinedType defined ? defined.FullName : type?.DisplayName;

    private void EndByThrow()
    {
        Module.Faults.Throw(_emit.Function, _method.DisplayName, UserLocation);
        _stack.Clear();
        _isOpen = false;
    }

    // Framework code that only creates and throws an exception; its message is ignored.
    private bool IsThrow(int offset)
    {
        if (!_method.Module.IsFramework || IsSpanIndexer(_method))
        {
            return false;
        }

        for (int i = _indexByOffset[offset]; i < _instructions.Length; i++)
        {
            ILInstruction instruction = _instructions[i];
            if (instruction.OpCode == ILOpCode.Throw)
            {
                return true;
            }

            if (instruction.OpCode is ILOpCode.Call or ILOpCode.Callvirt && ResolveMethod((int)instruction.Operand).DoesNotReturn)
            {
                return true;
            }

            if (instruction.OpCode.IsBranch() || instruction.OpCode is ILOpCode.Ret or ILOpCode.Switch or ILOpCode.Endfinally or ILOpCode.Rethrow)
            {
                return false;
            }
        }

        return false;
    }

    // if (condition) throw: the inverse is what the framework takes for granted.
    private void NoteGuard(LLVMValueRef condition, bool isTrue, int taken, int other)
    {
        if (!_method.Module.IsFramework || IsThrow(taken) == IsThrow(other))
        {
            return;
        }

        bool holdsWhenTrue = isTrue == IsThrow(other);
        LLVMValueRef holds = holdsWhenTrue ? condition : Builder.BuildNot(condition);
        Module.Faults.Check(holds, new Fault(BpfDiagnostics.AlwaysThrows, null, (_, _) => [_method.DisplayName]));
    }

    // Spans of different lengths are never equal.
    private void NoteComparison(MethodDesc method, StackValue[] arguments)
    {
        if (method.Name is not ("SequenceEqual" or "StartsWith" or "EndsWith")
            || arguments is not [{ Kind: StackKind.Aggregate }, { Kind: StackKind.Aggregate }])
        {
            return;
        }

        LLVMValueRef left = SpanLength(new StackValue(StackKind.Pointer, arguments[0].Value));
        LLVMValueRef right = SpanLength(new StackValue(StackKind.Pointer, arguments[1].Value));
        LLVMIntPredicate predicate = method.Name == "SequenceEqual" ? LLVMIntPredicate.LLVMIntEQ : LLVMIntPredicate.LLVMIntUGE;
        Module.Faults.Check(Builder.BuildICmp(predicate, left, right), Builder.BuildSExt(left, Types.Int64), Builder.BuildSExt(right, Types.Int64),
            new Fault(BpfDiagnostics.NeverEqual, CurrentLocation,
            (first, second) => [method.Name, first ?? 0, second ?? 0, ComparisonAdvice.For(first ?? 0, second ?? 0)]));
    }

    private void NoteDivisor(LLVMValueRef divisor)
        => Module.Faults.Check(Builder.BuildIsNotNull(divisor), new Fault(BpfDiagnostics.DivisionByZero, UserLocation, (_, _) => []));

    // Only for the user's own pointers: the framework checks its own accesses.
    private void NoteAccess(StackValue pointer, TypeDesc type)
    {
        if (_emit.Function.IsUserCode && pointer is { Kind: StackKind.Pointer, Symbol: null } && pointer.Value.IsInstruction
            && pointer.Value.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr)
        {
            _emit.NoteAccess(pointer.Value, LayoutEngine.SizeOf(type), CurrentLocation);
        }
    }

    private void ThrowUnless(LLVMValueRef holds) => _emit.ThrowUnless(holds, _method.DisplayName, UserLocation);

    private void CheckOverflow(LLVMOpcode operation, bool isSigned)
    {
        StackValue right = _stack.Pop();
        StackValue left = _stack.Pop();
        if (left.Kind != StackKind.Pointer && right.Kind != StackKind.Pointer)
        {
            ThrowUnless(left.Kind == StackKind.Int32 && right.Kind == StackKind.Int32
                ? FitsWord(operation, left, right, isSigned)
                : FitsLong(operation, _emit.ToInt64(left, isSigned), _emit.ToInt64(right, isSigned), isSigned));
        }

        _stack.Push(left);
        _stack.Push(right);
    }

    // The length of a stackalloc times its element size, which C# checks even in unchecked code.
    private bool IsConstantSize()
    {
        StackValue right = _stack.Pop();
        StackValue left = _stack.Peek();
        _stack.Push(right);
        return left is { Symbol: null, Value.IsConstantInt: true } && right is { Symbol: null, Value.IsConstantInt: true }
            && left.Value.ConstIntZExt <= int.MaxValue && right.Value.ConstIntZExt <= int.MaxValue
            && left.Value.ConstIntZExt * right.Value.ConstIntZExt <= int.MaxValue;
    }

    private LLVMValueRef FitsWord(LLVMOpcode operation, StackValue left, StackValue right, bool isSigned)
    {
        LLVMValueRef exact = Builder.BuildBinOp(operation, _emit.ToInt64(left, isSigned), _emit.ToInt64(right, isSigned));
        LLVMValueRef word = Builder.BuildTrunc(exact, Types.Int32);
        return Builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, isSigned ? Builder.BuildSExt(word, Types.Int64) : Builder.BuildZExt(word, Types.Int64), exact);
    }

    private LLVMValueRef FitsLong(LLVMOpcode operation, LLVMValueRef left, LLVMValueRef right, bool isSigned)
    {
        switch (operation)
        {
            case LLVMOpcode.LLVMMul when isSigned:
                throw new CompilationException(BpfDiagnostics.CheckedArithmetic);
            case LLVMOpcode.LLVMMul:
                LLVMValueRef pair = _emit.CallIntrinsic("llvm.umul.with.overflow", Types.Int64, [left, right]);
                return Builder.BuildNot(Builder.BuildExtractValue(pair, 1));
            case LLVMOpcode.LLVMAdd when !isSigned:
                return Builder.BuildICmp(LLVMIntPredicate.LLVMIntUGE, Builder.BuildAdd(left, right), left);
            case LLVMOpcode.LLVMSub when !isSigned:
                return Builder.BuildICmp(LLVMIntPredicate.LLVMIntUGE, left, right);
            default:
                // The sign of the result is wrong when it differs from what both signs allow.
                LLVMValueRef result = Builder.BuildBinOp(operation, left, right);
                LLVMValueRef other = operation == LLVMOpcode.LLVMAdd ? right : Builder.BuildNot(right);
                LLVMValueRef wrong = Builder.BuildAnd(Builder.BuildXor(left, result), Builder.BuildXor(other, result));
                return Builder.BuildICmp(LLVMIntPredicate.LLVMIntSGE, wrong, _emit.Int64(0));
        }
    }

    private void CheckConversion(ILOpCode opCode)
    {
        if (CheckedConversion.TargetOf(opCode) is not var (bits, isTargetSigned) || _stack.Peek().Kind is not (StackKind.Int32 or StackKind.Int64))
        {
            return;
        }

        bool isSourceSigned = opCode is not (>= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u_un);
        LLVMValueRef value = _emit.ToInt64(_stack.Peek(), isSourceSigned);
        if (bits == 64)
        {
            ThrowUnless(isSourceSigned == isTargetSigned
                ? LLVMValueRef.CreateConstInt(Types.Int1, 1)
                : Builder.BuildICmp(LLVMIntPredicate.LLVMIntSGE, value, _emit.Int64(0)));
            return;
        }

        ThrowUnless((isSourceSigned, isTargetSigned) switch
        {
            (true, true) => Builder.BuildICmp(LLVMIntPredicate.LLVMIntULT,
                Builder.BuildAdd(value, _emit.Int64(1L << (bits - 1))), _emit.Int64(1L << bits)),
            (false, true) => Builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, value, _emit.Int64(1L << (bits - 1))),
            _ => Builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, value, _emit.Int64(1L << bits)),
        });
    }
}

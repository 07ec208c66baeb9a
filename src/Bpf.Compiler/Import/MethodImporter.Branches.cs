using System.Reflection.Metadata;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Branches, and the stack values that cross them.</content>
internal sealed partial class MethodImporter
{
    private static readonly LLVMIntPredicate[] s_branchPredicates =
    [
        LLVMIntPredicate.LLVMIntEQ, LLVMIntPredicate.LLVMIntSGE, LLVMIntPredicate.LLVMIntSGT, LLVMIntPredicate.LLVMIntSLE, LLVMIntPredicate.LLVMIntSLT,
        LLVMIntPredicate.LLVMIntNE, LLVMIntPredicate.LLVMIntUGE, LLVMIntPredicate.LLVMIntUGT, LLVMIntPredicate.LLVMIntULE, LLVMIntPredicate.LLVMIntULT,
    ];

    // Of the block after the last finally, at the offset of the throw.
    private static readonly FinallyFrame s_abort = new(Continuation: null);

    private LLVMValueRef _abortResult;
    private MethodDesc? _abortFunction;

    private void JumpTo(int offset) => JumpTo(new BlockKey(offset, _block.Key.Handler));

    private void JumpTo(BlockKey key)
    {
        Builder.BuildBr(Edge(key));
        _isOpen = false;
    }

    private void BranchCompare(ILOpCode opCode)
    {
        ILOpCode first = opCode >= ILOpCode.Beq ? ILOpCode.Beq : ILOpCode.Beq_s;
        StackValue right = _stack.Pop();
        StackValue left = _stack.Pop();
        BranchOn(Compare(s_branchPredicates[opCode - first], left, right), isTrue: true);
    }

    private void BranchTruth(bool isTrue)
    {
        StackValue value = _stack.Pop();
        if (value.Symbol is Symbol.DelegateCache)
        {
            JumpTo(isTrue ? _instruction.Next : (int)_instruction.Operand);
            return;
        }

        if (IsBoxedValue(value) || value.Symbol is Symbol.Array)
        {
            // Roslyn asks generic code whether a value of a type parameter is null, and 'fixed' whether an array is; neither can be.
            JumpTo(isTrue ? (int)_instruction.Operand : _instruction.Next);
            return;
        }

        if (value.Kind is not (StackKind.Int32 or StackKind.Int64 or StackKind.Pointer))
        {
            throw FunctionEmitter.Unusable(value);
        }

        BranchOn(Builder.BuildICmp(LLVMIntPredicate.LLVMIntNE, value.Value, LLVMValueRef.CreateConstNull(value.Value.TypeOf)), isTrue);
    }

    private void BranchOn(LLVMValueRef condition, bool isTrue)
    {
        int taken = (int)_instruction.Operand;
        int other = _instruction.Next;
        NoteGuard(condition, isTrue, taken, other);
        if (condition.IsConstantInt)
        {
            JumpTo((condition.ConstIntZExt != 0) == isTrue ? taken : other);
            return;
        }

        LLVMBasicBlockRef takenBlock = Edge(new BlockKey(taken, _block.Key.Handler));
        LLVMBasicBlockRef otherBlock = Edge(new BlockKey(other, _block.Key.Handler));

        // LLVM's BPF target keeps two comparisons of one value separate when a branch uses them directly, as Roslyn compiles "a or b", whatever the value is
        // used for. The verifier then learns more about the value than it needs, and walks each loop once per range. The passes restore the bounds that
        // it does need. When the inverse is tested, LLVM does not recognize such a branch in time, and folds the comparisons as for other targets. Text and its
        // counters are i32; an i64 compared with constants is usually a size, for which branches are shorter than the selects that LLVM would emit.
        bool isSize = condition.IsInstruction && condition.GetOperand(0).TypeOf == Types.Int64 && condition.GetOperand(1).IsConstantInt;
        if (!isSize)
        {
            condition = Builder.BuildNot(condition);
            isTrue = !isTrue;
        }

        Builder.BuildCondBr(condition, isTrue ? takenBlock : otherBlock, isTrue ? otherBlock : takenBlock);
        _isOpen = false;
    }

    private void Switch()
    {
        LLVMValueRef value = _emit.ToInt32(_stack.Pop());
        int[] targets = _instruction.Targets!;
        LLVMValueRef branch = Builder.BuildSwitch(value, Edge(new BlockKey(_instruction.Next, _block.Key.Handler)), (uint)targets.Length);
        for (int i = 0; i < targets.Length; i++)
        {
            branch.AddCase(_emit.Int32(i), Edge(new BlockKey(targets[i], _block.Key.Handler)));
        }

        _isOpen = false;
    }

    private void Return()
    {
        _isOpen = false;
        TypeDesc type = _method.Signature.ReturnType;
        StackKind kind = TypeLowering.KindOf(type);
        if (_emit.Function.ReturnsNumberForVoid && kind == StackKind.None)
        {
            Builder.BuildRet(_emit.Int32(_emit.Function.VoidResult));
        }
        else if (kind == StackKind.None)
        {
            Builder.BuildRetVoid();
        }
        else if (kind == StackKind.Aggregate)
        {
            _emit.Store(_stack.Pop(), type, _emit.Function.Value.GetParam(0));
            Builder.BuildRetVoid();
        }
        else
        {
            LLVMValueRef value = _emit.ToAbi(_stack.Pop(), type);
            CheckVerdict(value);
            Builder.BuildRet(value);
        }
    }

    // The analyzers catch more; this is for code that they have not seen.
    private void CheckVerdict(LLVMValueRef value)
    {
        if (_emit.Function.Program is { } program && value.IsConstantInt && !program.Kind.Verdict.Allows(value.ConstIntSExt))
        {
            throw new CompilationException(BpfDiagnostics.VerdictOutOfRange, value.ConstIntSExt, program.Name, program.Kind.Verdict.List());
        }
    }

    private void Leave()
    {
        _stack.Clear();
        int target = (int)_instruction.Operand;
        LeaveTo(new BlockKey(target, FrameOf(target)), region => !Contains(region.TryOffset, region.TryLength, target));
    }

    // Every finally between here and the target runs first, starting with the innermost.
    private void LeaveTo(BlockKey key, Func<ExceptionRegion, bool> isOutside)
    {
        foreach (ExceptionRegion region in _body.ExceptionRegions.Reverse())
        {
            if (IsGuardedBy(region) && isOutside(region))
            {
                key = new BlockKey(region.HandlerOffset, new FinallyFrame(key));
            }
        }

        JumpTo(key);
    }

    // The finally blocks run, and then the function of the kernel that ends the program and never returns. LLVM does not know that, so that it keeps the
    // conditions that lead there.
    private void Abort(Symbol.Abort abort)
    {
        _stack.Clear();
        if (_emit.Function.Program is not null)
        {
            CheckVerdict(abort.Result.Value);
        }

        _emit.Function.Aborts = true;
        if (_body.ExceptionRegions.Any(IsGuardedBy))
        {
            _abortResult = _abortResult.Handle == 0 ? _emit.Alloca(Types.Int64, sizeof(long)) : _abortResult;
            _abortFunction = abort.End;
            Builder.BuildStore(abort.Result.Value, _abortResult);
            LeaveTo(new BlockKey(_instruction.Offset, s_abort), static _ => true);
        }
        else
        {
            EndByAbort(abort.End, abort.Result);
        }
    }

    private void EndByAbort(MethodDesc function, StackValue result)
    {
        CallMethod(function, [result]);
        _isOpen = false;
        ReturnDefault();
    }

    private bool IsGuardedBy(ExceptionRegion region)
        => region.Kind == ExceptionRegionKind.Finally && Contains(region.TryOffset, region.TryLength, _instruction.Offset);

    private void EndFinally()
    {
        _stack.Clear();
        JumpTo(_block.Key.Handler?.Continuation ?? throw Unsupported());
    }

    // Within a handler the frame does not change: a leave cannot exit one.
    private FinallyFrame? FrameOf(int target)
        => _body.ExceptionRegions.Any(region => Contains(region.HandlerOffset, region.HandlerLength, target)) ? _block.Key.Handler : null;

    private static bool Contains(int start, int length, int offset) => offset >= start && offset < start + length;

    private LLVMBasicBlockRef Edge(BlockKey key)
    {
        ImportBlock block = Block(key);
        StackValue[] values = [.. _stack.Reverse().Select(OutsideOfRecord)];
        block.Stack ??= [.. values.Select(NewSlot)];
        for (int i = 0; i < values.Length; i++)
        {
            StoreSlot(block, block.Stack[i], values[i]);
        }

        return block.Target;
    }

    private StackSlot NewSlot(StackValue value) => new()
    {
        Kind = value.Kind,
        Type = value.Type,
        Constant = value.Kind == StackKind.Symbol ? value : default,
        Context = value.Symbol as Symbol.Context,
        Address = value.Kind switch
        {
            StackKind.Symbol => default,
            StackKind.Aggregate => _emit.Temporary(value.Type!).Value,
            _ => _emit.Alloca(Types.Int64, 8),
        },
    };

    private void StoreSlot(ImportBlock block, StackSlot slot, StackValue value)
    {
        if (slot.Kind == StackKind.Symbol || value.Kind == StackKind.Symbol)
        {
            if (slot.Constant != value)
            {
                throw FunctionEmitter.Unusable(value.Kind == StackKind.Symbol ? value : slot.Constant);
            }

            return;
        }

        if (slot.Kind == StackKind.Aggregate)
        {
            _emit.Store(value, slot.Type!, slot.Address);
            return;
        }

        if (slot.Context is { } context && context != value.Symbol as Symbol.Context)
        {
            slot.Context = block.IsImported ? throw new InvalidOperationException("a pointer into the context meets another one in a loop") : null;
        }

        if (value.Kind > slot.Kind && !block.IsImported)
        {
            slot.Kind = value.Kind;
        }

        if (slot.Kind == StackKind.Pointer)
        {
            Builder.BuildStore(_emit.ToPointer(value), slot.Address);
        }
        else
        {
            Builder.BuildStore(_emit.ToInt64(value, isSigned: true), slot.Address);
        }
    }

    private void LoadEntryStack(ImportBlock block)
    {
        foreach (StackSlot slot in block.Stack ?? [])
        {
            switch (slot.Kind)
            {
                case StackKind.Symbol:
                    _stack.Push(slot.Constant);
                    break;
                case StackKind.Aggregate:
                    _stack.Push(_emit.Load(slot.Type!, slot.Address));
                    break;
                case StackKind.Pointer:
                    _stack.Push(new StackValue(StackKind.Pointer, Builder.BuildLoad2(Types.Pointer, slot.Address), Symbol: slot.Context));
                    break;
                default:
                    LLVMValueRef value = Builder.BuildLoad2(Types.Int64, slot.Address);
                    _stack.Push(new StackValue(slot.Kind, slot.Kind == StackKind.Int32 ? Builder.BuildTrunc(value, Types.Int32) : value));
                    break;
            }
        }
    }
}

using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Writes LLVM instructions of one function: loads, stores, conversions and temporaries of C# values.</summary>
internal sealed class FunctionEmitter : IDisposable
{
    // Longer copies and fills become calls.
    private const int MaximumBlock = 1024;

    private readonly LLVMBuilderRef _allocaBuilder;

    public FunctionEmitter(ObjectModule module, FunctionInfo function)
    {
        Module = module;
        Function = function;
        Entry = module.Context.AppendBasicBlock(function.Value, "entry");
        _allocaBuilder = module.Context.CreateBuilder();
        _allocaBuilder.PositionAtEnd(Entry);
    }

    public ObjectModule Module { get; }

    public FunctionInfo Function { get; }

    /// <summary>Holds the allocas only; ends with a branch once the function is complete.</summary>
    public LLVMBasicBlockRef Entry { get; }

    public LLVMBuilderRef Builder => Module.Builder;

    public TypeLowering Types => Module.Types;

    public void Dispose() => _allocaBuilder.Dispose();

    public void FinishEntry(LLVMBasicBlockRef first) => _allocaBuilder.BuildBr(first);

    public LLVMValueRef Int8(long value) => LLVMValueRef.CreateConstInt(Types.Int8, unchecked((byte)value));

    public LLVMValueRef Int32(long value) => LLVMValueRef.CreateConstInt(Types.Int32, unchecked((uint)value));

    public LLVMValueRef Int64(long value) => LLVMValueRef.CreateConstInt(Types.Int64, unchecked((ulong)value));

    public StackValue Constant(int value) => new(StackKind.Int32, Int32(value));

    public LLVMValueRef Null() => LLVMValueRef.CreateConstNull(Types.Pointer);

    public LLVMValueRef Alloca(LLVMTypeRef type, int alignment)
    {
        LLVMValueRef slot = _allocaBuilder.BuildAlloca(type);
        slot.Alignment = (uint)Math.Max(alignment, 8);
        return slot;
    }

    /// <summary>A new temporary for a struct.</summary>
    public StackValue Temporary(TypeDesc type)
        => new(StackKind.Aggregate, Alloca(Types.Memory(type), LayoutEngine.AlignmentOf(type)), type);

    public LLVMValueRef Offset(LLVMValueRef pointer, long bytes)
        => bytes == 0 ? pointer : Builder.BuildGEP2(Types.Int8, pointer, [Int64(bytes)]);

    public LLVMValueRef Offset(LLVMValueRef pointer, LLVMValueRef bytes) => Builder.BuildGEP2(Types.Int8, pointer, [bytes]);

    public StackValue Load(TypeDesc type, LLVMValueRef address, int alignment = 0, bool isVolatile = false)
    {
        StackKind kind = TypeLowering.KindOf(type);
        int actual = alignment == 0 ? LayoutEngine.AlignmentOf(type) : Math.Min(alignment, LayoutEngine.AlignmentOf(type));
        if (kind == StackKind.Aggregate)
        {
            StackValue temporary = Temporary(type);
            Copy(temporary.Value, address, LayoutEngine.SizeOf(type), LayoutEngine.AlignmentOf(type), actual);
            return temporary;
        }

        LLVMValueRef value = Builder.BuildLoad2(Types.Memory(type), address);
        value.Alignment = (uint)actual;
        value.Volatile = isVolatile;
        return new StackValue(kind, Widen(value, type));
    }

    public void Store(StackValue value, TypeDesc type, LLVMValueRef address, int alignment = 0, bool isVolatile = false)
    {
        int actual = alignment == 0 ? LayoutEngine.AlignmentOf(type) : Math.Min(alignment, LayoutEngine.AlignmentOf(type));
        if (TypeLowering.KindOf(type) == StackKind.Aggregate)
        {
            Copy(address, Aggregate(value), LayoutEngine.SizeOf(type), actual, LayoutEngine.AlignmentOf(type));
            return;
        }

        LLVMValueRef store = Builder.BuildStore(Narrow(value, type), address);
        store.Alignment = (uint)actual;
        store.Volatile = isVolatile;
    }

    /// <summary>The value as it lies in memory.</summary>
    public LLVMValueRef Narrow(StackValue value, TypeDesc type)
    {
        switch (TypeLowering.KindOf(type))
        {
            case StackKind.Int32:
                LLVMValueRef word = ToInt32(value);
                return LayoutEngine.SizeOf(type) == 4 ? word : Builder.BuildTrunc(word, Types.Memory(type));
            case StackKind.Int64:
                return ToInt64(value, isSigned: true);
            case StackKind.Pointer:
                return ToPointer(value);
            default:
                return Aggregate(value);
        }
    }

    /// <summary>A loaded integer, extended to what the stack holds.</summary>
    public LLVMValueRef Widen(LLVMValueRef value, TypeDesc type)
    {
        if (TypeLowering.KindOf(type) != StackKind.Int32 || LayoutEngine.SizeOf(type) == 4)
        {
            return value;
        }

        return type.IsSigned ? Builder.BuildSExt(value, Types.Int32) : Builder.BuildZExt(value, Types.Int32);
    }

    /// <summary>The value as a parameter or result: narrow integers are extended by the rules of their type.</summary>
    public LLVMValueRef ToAbi(StackValue value, TypeDesc type)
    {
        LLVMValueRef narrow = Narrow(value, type);
        return TypeLowering.KindOf(type) == StackKind.Int32 ? Widen(narrow, type) : narrow;
    }

    public LLVMValueRef ToInt32(StackValue value) => value.Kind switch
    {
        StackKind.Int32 => value.Value,
        StackKind.Int64 or StackKind.Pointer => Builder.BuildTrunc(ToInt64(value, false), Types.Int32),
        _ => throw Unusable(value),
    };

    public LLVMValueRef ToInt64(StackValue value, bool isSigned) => value.Kind switch
    {
        StackKind.Int32 => isSigned ? Builder.BuildSExt(value.Value, Types.Int64) : Builder.BuildZExt(value.Value, Types.Int64),
        StackKind.Int64 => value.Value,
        StackKind.Pointer => Builder.BuildPtrToInt(value.Value, Types.Int64),
        _ => throw Unusable(value),
    };

    public LLVMValueRef ToPointer(StackValue value)
    {
        switch (value.Kind)
        {
            case StackKind.Pointer:
                return value.Value;
            case StackKind.Symbol when value.Symbol is Symbol.Function function:
                return Module.Functions.GetCallback(function.Method, Function, 0).Value;
            case StackKind.Aggregate:
                return value.Value;
            default:
                LLVMValueRef number = ToInt64(value, isSigned: true);
                return number.IsConstant && number.IsNull ? Null() : Builder.BuildIntToPtr(number, Types.Pointer);
        }
    }

    public void Copy(LLVMValueRef destination, LLVMValueRef source, int size, int destinationAlignment, int sourceAlignment)
    {
        for (int done = 0; done < size; done += MaximumBlock)
        {
            int part = Math.Min(MaximumBlock, size - done);
            Builder.BuildMemCpy(Offset(destination, done), (uint)destinationAlignment, Offset(source, done), (uint)sourceAlignment, Int64(part));
        }
    }

    public void Fill(LLVMValueRef destination, LLVMValueRef value, int size, int alignment)
    {
        for (int done = 0; done < size; done += MaximumBlock)
        {
            Builder.BuildMemSet(Offset(destination, done), value, Int64(Math.Min(MaximumBlock, size - done)), (uint)alignment);
        }
    }

    public void Zero(TypeDesc type, LLVMValueRef address)
    {
        if (TypeLowering.KindOf(type) == StackKind.Aggregate)
        {
            Fill(address, Int8(0), LayoutEngine.SizeOf(type), LayoutEngine.AlignmentOf(type));
        }
        else
        {
            LLVMValueRef store = Builder.BuildStore(LLVMValueRef.CreateConstNull(Types.Memory(type)), address);
            store.Alignment = (uint)LayoutEngine.AlignmentOf(type);
        }
    }

    /// <summary>A 1-bit value as C#'s bool on the stack.</summary>
    public StackValue FromCondition(LLVMValueRef condition) => new(StackKind.Int32, Builder.BuildZExt(condition, Types.Int32));

    /// <summary>The result of a function as a stack value.</summary>
    public StackValue FromResult(LLVMValueRef result, TypeDesc type)
        => TypeLowering.KindOf(type) is var kind && kind == StackKind.None ? StackValue.Nothing : new StackValue(kind, result);

    /// <summary>Calls without letting LLVM merge equal calls of two branches: the verifier tracks what each of them got.</summary>
    public LLVMValueRef Call(LLVMTypeRef type, LLVMValueRef function, ReadOnlySpan<LLVMValueRef> arguments)
    {
        LLVMValueRef call = Builder.BuildCall2(type, function, arguments);
        call.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Module.Context.CreateEnumAttribute("nomerge"));
        return call;
    }

    /// <summary>Calls a kernel helper.</summary>
    public LLVMValueRef CallHelper(int id, LLVMTypeRef result, ReadOnlySpan<LLVMValueRef> arguments, SourceLocation? location)
    {
        Function.Helpers.Add((id, location));
        LLVMTypeRef[] types = new LLVMTypeRef[arguments.Length];
        LLVMValueRef[] values = [.. arguments];
        for (int i = 0; i < types.Length; i++)
        {
            // After memory comes its size, of which the verifier looks at all 64 bits.
            if (i > 0 && types[i - 1] == Types.Pointer && values[i].TypeOf == Types.Int32)
            {
                values[i] = Builder.BuildZExt(values[i], Types.Int64);
            }

            types[i] = values[i].TypeOf;
        }

        return Call(LLVMTypeRef.CreateFunction(result, types), LLVMValueRef.CreateConstIntToPtr(Int64(id), Types.Pointer), values);
    }

    public LLVMValueRef CallIntrinsic(string name, LLVMTypeRef overload, ReadOnlySpan<LLVMValueRef> arguments)
    {
        LLVMValueRef function = Module.Module.GetIntrinsicDeclaration(name, [overload]);
        return Builder.BuildCall2(function.GlobalValueType, function, arguments);
    }

    /// <summary>Notes that memory behind an address is read or written.</summary>
    public void NoteAccess(LLVMValueRef address, int size, SourceLocation? location)
        => Module.Faults.Access(address, size, new Fault(BpfDiagnostics.OutOfRange, location,
            (offset, bytes) => [$"An access of {size} bytes at offset {offset}", "the variable", $"{bytes} bytes"]));

    public static CompilationException Unusable(StackValue value) => value.Symbol switch
    {
        Symbol.Text => new CompilationException(BpfDiagnostics.StringUse),
        Symbol.Function or Symbol.Closure or Symbol.DelegateCache => new CompilationException(BpfDiagnostics.DelegateUse),
        Symbol.Type type => new CompilationException(BpfDiagnostics.ReflectionUse, $"typeof({type.Value.DisplayName})"),
        Symbol.Array => new CompilationException(BpfDiagnostics.ArrayUse),
        Symbol.Box box => new CompilationException(BpfDiagnostics.Boxing, box.BoxedType.DisplayName),
        Symbol.KernelValue => new CompilationException(BpfDiagnostics.KernelDereference),
        Symbol.PrintHandler => new CompilationException(BpfDiagnostics.InterpolatedString),
        Symbol.Exception => new CompilationException(BpfDiagnostics.Throw),
        _ => new CompilationException(BpfDiagnostics.InternalError, "value", $"a value of kind {value.Kind} cannot be used here"),
    };

    private static LLVMValueRef Aggregate(StackValue value) => value.Kind == StackKind.Aggregate ? value.Value : throw Unusable(value);
}

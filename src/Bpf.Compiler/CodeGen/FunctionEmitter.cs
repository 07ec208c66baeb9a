using System.Globalization;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Emits the LLVM instructions of one function: loads, stores, conversions and temporaries for C# values.</summary>
internal sealed class FunctionEmitter : IDisposable
{
    // Longer copies and fills become calls.
    private const int MaximumBlock = 1024;

    private const int TemporaryAlignment = 8;

    private readonly LLVMBuilderRef _allocaBuilder;
    private readonly Dictionary<(LLVMValueRef Base, long Offset, int Size), LLVMValueRef> _arrayCopies = [];
    private readonly Dictionary<LLVMBasicBlockRef, LLVMBasicBlockRef> _continuations = [];
    private LLVMValueRef _shortLivedSlot;

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

    /// <summary>Contains only the allocas; ends with a branch once the function is complete.</summary>
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
        slot.Alignment = (uint)Math.Max(alignment, TemporaryAlignment);
        return slot;
    }

    /// <summary>Room for a number or pointer that the next instruction takes out again.</summary>
    public LLVMValueRef ShortLivedSlot()
        => _shortLivedSlot.Handle != 0 ? _shortLivedSlot : _shortLivedSlot = Alloca(Types.Int64, sizeof(long));

    /// <summary>Creates a temporary for a struct.</summary>
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

    /// <summary>Creates a pointer into the context that makes LLVM, where it can, keep reads at constant offsets separate.</summary>
    public LLVMValueRef KeepOffsets(LLVMValueRef pointer)
    {
        if (!Module.CanKeepContextOffsets)
        {
            return pointer;
        }

        LLVMValueRef keep = Module.Module.GetIntrinsicDeclaration("llvm.preserve.static.offset", []);
        return Builder.BuildCall2(keep.GlobalValueType, keep, [pointer]);
    }

    /// <summary>Returns the location in the context that a parameter refers to.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="type">Its type.</param>
    /// <param name="known">What is known about it.</param>
    public ContextPlace ContextAt(LLVMValueRef parameter, TypeDesc type, ContextParameter known)
    {
        if (KernelTypes.IsReferenceTo(type) && known.Offset == 0)
        {
            return new ContextPlace(parameter, 0, 0, known.IsWritable);
        }

        // Unless LLVM keeps the offsets, only the start of the context can be read from; after inlining, the two offsets cancel out.
        ContextPlace place = Module.CanKeepContextOffsets
            ? new ContextPlace(KeepOffsets(parameter), known.Offset, 0, known.IsWritable)
            : new ContextPlace(Offset(parameter, -known.Offset), 0, known.Offset, known.IsWritable);
        return place with { ArrayOffset = place.Offset - known.ArrayStart, ArraySize = known.ArraySize };
    }

    /// <summary>Loads what a pointer points to; from a context, in the way the verifier allows.</summary>
    public StackValue Load(TypeDesc type, StackValue pointer, int alignment, bool isVolatile = false)
    {
        if (pointer.Symbol is not Symbol.Context { Place: { } place })
        {
            return Load(type, ToPointer(pointer), alignment, isVolatile);
        }

        if (TypeLowering.KindOf(type) == StackKind.Aggregate)
        {
            StackValue temporary = Temporary(type);
            // The record may end before the padding at the end of a struct.
            int size = LayoutEngine.SizeWithoutTail(type);
            CopyFromContext(temporary.Value, TemporaryAlignment, place, size);
            if (size < LayoutEngine.SizeOf(type))
            {
                Fill(Offset(temporary.Value, size), Int8(0), LayoutEngine.SizeOf(type) - size, 1);
            }

            return temporary;
        }

        int width = LayoutEngine.SizeOf(type);
        if (TypeLowering.KindOf(type) != StackKind.Pointer && place.WidestLoad(width) == width)
        {
            return new StackValue(TypeLowering.KindOf(type), Widen(LoadFromContext(place, width, isVolatile), type));
        }

        // A field that straddles words.
        int aligned = place.Misalignment == 0 ? alignment : place.Misalignment & -place.Misalignment;
        return Load(type, Offset(place.Base, place.Offset), aligned, isVolatile || !Module.CanKeepContextOffsets);
    }

    private LLVMValueRef LoadFromContext(ContextPlace place, int width, bool isVolatile = false)
    {
        if (!Module.CanKeepContextOffsets && !place.IsWritable)
        {
            return ContextLoad.Build(Builder, place.Base, place.Offset, Types.Integer(width), width);
        }

        LLVMValueRef value = Builder.BuildLoad2(Types.Integer(width), Offset(place.Base, place.Offset));
        value.Alignment = (uint)width;
        value.Volatile = isVolatile || !Module.CanKeepContextOffsets;
        return value;
    }

    /// <summary>Stores to what a pointer points to; to a context, in the way the verifier allows.</summary>
    public void Store(StackValue value, TypeDesc type, StackValue pointer, int alignment, bool isVolatile = false)
    {
        if (pointer.Symbol is Symbol.Context { Place: { } place } && TypeLowering.KindOf(type) == StackKind.Aggregate)
        {
            CopyToContext(place, Aggregate(value), LayoutEngine.SizeOf(type), LayoutEngine.AlignmentOf(type));
            return;
        }

        Store(value, type, ToPointer(pointer), alignment, isVolatile);
    }

    /// <summary>Emits code at the end of the block that runs first, which may still be the current block.</summary>
    public void InPrologue(Action write)
    {
        LLVMBuilderRef builder = Builder;
        LLVMBasicBlockRef current = builder.InsertBlock;
        LLVMValueRef end = Entry.Next.Terminator;
        if (end.Handle == 0)
        {
            write();
            return;
        }

        LLVMMetadataRef location = builder.CurrentDebugLocation;
        builder.PositionBefore(end);
        write();
        builder.PositionAtEnd(current);
        builder.CurrentDebugLocation = location;
    }

    /// <summary>Copies part of a context to other memory, using the widest loads that the verifier allows.</summary>
    public void CopyFromContext(LLVMValueRef destination, int destinationAlignment, ContextPlace source, int size)
    {
        foreach ((int done, int width) in Pieces(source, size))
        {
            LLVMValueRef part = LoadFromContext(source.Move(done), width);
            LLVMValueRef store = Builder.BuildStore(part, Offset(destination, done));
            store.Alignment = AlignmentAt(destinationAlignment, done);
        }
    }

    /// <summary>
    /// Returns a pointer into a context plus some bytes. An array with an index that is known only at run time is copied to the stack first; other memory
    /// reached this way can only be read by helpers.
    /// </summary>
    public StackValue MoveInContext(StackValue pointer, ContextPlace place, LLVMValueRef bytes)
    {
        if (bytes.IsConstantInt)
        {
            return pointer with { Value = Offset(pointer.Value, bytes), Symbol = new Symbol.Context(place.Move(bytes.ConstIntSExt)) };
        }

        return place.ArraySize == 0 || place.IsWritable
            ? new StackValue(StackKind.Pointer, Offset(pointer.Value, bytes), Alignment: pointer.Alignment)
            : new StackValue(StackKind.Pointer, Offset(Offset(ArrayCopy(place), place.Offset - place.ArrayOffset), bytes), Alignment: pointer.Alignment);
    }

    // At the start of the function, once for the whole function, because nothing can write to the context.
    private LLVMValueRef ArrayCopy(ContextPlace place)
    {
        (LLVMValueRef, long, int) key = (place.Base, place.ArrayOffset, place.ArraySize);
        if (!_arrayCopies.TryGetValue(key, out LLVMValueRef copy))
        {
            copy = Alloca(LLVMTypeRef.CreateArray(Types.Int8, (uint)place.ArraySize), TemporaryAlignment);
            InPrologue(() => CopyFromContext(copy, TemporaryAlignment, place with { Offset = place.ArrayOffset }, place.ArraySize));
            _arrayCopies.Add(key, copy);
        }

        return copy;
    }

    private void CopyToContext(ContextPlace destination, LLVMValueRef source, int size, int sourceAlignment)
    {
        foreach ((int done, int width) in Pieces(destination, size))
        {
            LLVMValueRef part = Builder.BuildLoad2(Types.Integer(width), Offset(source, done));
            part.Alignment = AlignmentAt(sourceAlignment, done);
            LLVMValueRef store = Builder.BuildStore(part, Offset(destination.Base, destination.Offset + done));
            store.Alignment = (uint)width;
        }
    }

    private static uint AlignmentAt(int alignment, int offset) => (uint)(offset == 0 ? alignment : Math.Min(alignment, offset & -offset));

    private static IEnumerable<(int Done, int Width)> Pieces(ContextPlace place, int size)
    {
        for (int done = 0; done < size;)
        {
            int width = place.Move(done).WidestLoad(size - done);
            yield return (done, width);
            done += width;
        }
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

    /// <summary>Converts a value to its representation in memory.</summary>
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

    /// <summary>Extends a loaded integer to its width on the evaluation stack.</summary>
    public LLVMValueRef Widen(LLVMValueRef value, TypeDesc type)
    {
        if (TypeLowering.KindOf(type) != StackKind.Int32 || LayoutEngine.SizeOf(type) == 4)
        {
            return value;
        }

        return type.IsSigned ? Builder.BuildSExt(value, Types.Int32) : Builder.BuildZExt(value, Types.Int32);
    }

    /// <summary>Converts a value to a parameter or result; narrow integers are extended according to their type.</summary>
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
                return Module.Functions.GetCallback(function, Function, 0).Value;
            case StackKind.Aggregate:
                return value.Value;
            default:
                LLVMValueRef number = ToInt64(value, isSigned: true);
                return number.IsConstant && number.IsNull ? Null() : Builder.BuildIntToPtr(number, Types.Pointer);
        }
    }

    public void Copy(LLVMValueRef destination, LLVMValueRef source, int size, int destinationAlignment, int sourceAlignment)
    {
        // LLVM makes one integer of such a struct, of a packet for instance, and takes the members out of it by shifts.
        if (size is 4 or 8 && Math.Min(destinationAlignment, sourceAlignment) == sizeof(ushort))
        {
            for (int done = 0; done < size; done += sizeof(ushort))
            {
                LLVMValueRef part = Builder.BuildLoad2(Types.Integer(sizeof(ushort)), Offset(source, done));
                part.Alignment = sizeof(ushort);
                LLVMValueRef store = Builder.BuildStore(part, Offset(destination, done));
                store.Alignment = sizeof(ushort);
            }

            return;
        }

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

    /// <summary>Converts a 1-bit value to a C# bool on the evaluation stack.</summary>
    public StackValue FromCondition(LLVMValueRef condition) => new(StackKind.Int32, Builder.BuildZExt(condition, Types.Int32));

    /// <summary>Converts the result of a function to a stack value.</summary>
    public StackValue FromResult(LLVMValueRef result, TypeDesc type)
        => TypeLowering.KindOf(type) is var kind && kind == StackKind.None ? StackValue.Nothing : new StackValue(kind, result);

    /// <summary>Emits a call that LLVM does not merge with an equal call in another branch: the verifier tracks the arguments of each.</summary>
    public LLVMValueRef Call(LLVMTypeRef type, LLVMValueRef function, ReadOnlySpan<LLVMValueRef> arguments)
    {
        LLVMValueRef call = Builder.BuildCall2(type, function, arguments);
        call.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Module.Context.CreateEnumAttribute("nomerge"));
        return call;
    }

    /// <summary>Emits a call to a kernel helper.</summary>
    public LLVMValueRef CallHelper(int id, LLVMTypeRef result, ReadOnlySpan<LLVMValueRef> arguments, SourceLocation? location)
    {
        Function.Helpers.Add((id, location));
        LLVMTypeRef[] types = new LLVMTypeRef[arguments.Length];
        LLVMValueRef[] values = [.. arguments];
        for (int i = 0; i < types.Length; i++)
        {
            // A memory argument is followed by its size, and the verifier checks all 64 bits of that.
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

    /// <summary>Records the size of the object that a call returns a pointer to.</summary>
    public void NoteObject(LLVMValueRef call, int size)
        => call.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFunctionIndex,
            Module.Context.CreateStringAttribute(Marker.ObjectSize, size.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Records that memory at an address is read or written.</summary>
    public void NoteAccess(LLVMValueRef address, int size, SourceLocation? location)
        => Module.Faults.Access(address, size, new Fault(BpfDiagnostics.OutOfRange, location,
            (offset, bytes) => [$"An access of {size} bytes at offset {offset}", "the variable", $"{bytes} bytes"]));

    /// <summary>Ends the program unless a condition checked by a framework method holds.</summary>
    public void ThrowUnless(LLVMValueRef holds, string method, SourceLocation? location)
    {
        if (holds.IsConstantInt && holds.ConstIntZExt != 0)
        {
            return;
        }

        Module.Faults.Check(holds, new Fault(BpfDiagnostics.AlwaysThrows, null, (_, _) => [method]));
        EndUnless(holds, () => Module.Faults.Throw(Function, method, location));
    }

    /// <summary>Ends the program unless an index is in range, as C#'s indexers do.</summary>
    public void CheckIndex(LLVMValueRef index, LLVMValueRef length, string owner, SourceLocation? location)
    {
        LLVMValueRef isBelow = Builder.BuildICmp(LLVMIntPredicate.LLVMIntSLT, index, length);
        LLVMValueRef holds = Builder.BuildAnd(Builder.BuildICmp(LLVMIntPredicate.LLVMIntSGE, index, LLVMValueRef.CreateConstNull(index.TypeOf)), isBelow);
        if (holds.IsConstantInt && holds.ConstIntZExt != 0)
        {
            return;
        }

        bool isWide = index.TypeOf == Types.Int64;
        Module.Faults.Check(holds, isWide ? index : Builder.BuildSExt(index, Types.Int64), isWide ? length : Builder.BuildSExt(length, Types.Int64),
            new Fault(BpfDiagnostics.OutOfRange, location,
            (actual, count) => [actual is null ? "The index" : $"Index {actual}", owner, count is null ? "fewer elements" : $"{count} elements"]));
        EndUnless(holds, () => Module.Faults.EndOutOfRange(Function));
    }

    /// <summary>Places a block after another, followed by the blocks it continues with.</summary>
    /// <returns>The last of these blocks.</returns>
    public LLVMBasicBlockRef MoveAfter(LLVMBasicBlockRef block, LLVMBasicBlockRef last)
    {
        block.MoveAfter(last);
        return _continuations.TryGetValue(block, out LLVMBasicBlockRef next) ? MoveAfter(next, block) : block;
    }

    private void EndUnless(LLVMValueRef holds, Action end)
    {
        LLVMBasicBlockRef ends = Module.Context.AppendBasicBlock(Function.Value, "ends");
        LLVMBasicBlockRef passes = Module.Context.AppendBasicBlock(Function.Value, "passes");
        _continuations.Add(Builder.InsertBlock, passes);
        Builder.BuildCondBr(holds, passes, ends);
        Builder.PositionAtEnd(ends);
        end();
        Builder.PositionAtEnd(passes);
    }

    public static CompilationException Unusable(StackValue value) => value.Symbol switch
    {
        Symbol.Text => new CompilationException(BpfDiagnostics.StringUse),
        Symbol.Function or Symbol.Closure or Symbol.DelegateCache => new CompilationException(BpfDiagnostics.DelegateUse),
        Symbol.Type type => new CompilationException(BpfDiagnostics.ReflectionUse, $"typeof({type.Value.DisplayName})"),
        Symbol.Array => new CompilationException(BpfDiagnostics.ArrayUse),
        Symbol.Box box => new CompilationException(BpfDiagnostics.Boxing, box.BoxedType.DisplayName),
        Symbol.KernelValue => new CompilationException(BpfDiagnostics.KernelDereference),
        Symbol.PrintHandler => new CompilationException(BpfDiagnostics.InterpolatedString),
        Symbol.Exception or Symbol.Abort => new CompilationException(BpfDiagnostics.Throw),
        _ => new CompilationException(BpfDiagnostics.InternalError, "value", $"a value of kind {value.Kind} cannot be used here"),
    };

    private static LLVMValueRef Aggregate(StackValue value) => value.Kind == StackKind.Aggregate ? value.Value : throw Unusable(value);
}

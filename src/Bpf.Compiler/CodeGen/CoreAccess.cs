using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Emits accesses to kernel types as the intrinsics that LLVM turns into CO-RE relocations.</summary>
internal sealed class CoreAccess(ObjectModule module)
{
    private const string AccessMetadata = "llvm.preserve.access.index";

    private readonly Dictionary<DefinedType, LLVMTypeRef> _types = [];
    private readonly uint _metadata = module.Context.GetMDKindID(AccessMetadata);
    private int _sequence;

    /// <summary>What a relocation asks about a field (enum bpf_core_relo_kind).</summary>
    public enum FieldQuestion
    {
        ByteOffset = 0,
        ByteSize = 1,
        Exists = 2,
        IsSigned = 3,
        LeftShift = 4,
        RightShift = 5,
    }

    /// <summary>Emits the address of a field of a kernel struct.</summary>
    public LLVMValueRef Field(FunctionEmitter emit, LLVMValueRef owner, FieldDesc field)
    {
        LLVMValueRef position = emit.Int32(module.Debug.Types.Kernel.Use(field));
        bool isUnion = KernelTypes.IsUnion(field.Owner);
        LLVMTypeRef pointer = module.Types.Pointer;
        LLVMValueRef access;
        if (isUnion)
        {
            LLVMValueRef function = module.Module.GetIntrinsicDeclaration("llvm.preserve.union.access.index", [pointer, pointer]);
            access = emit.Builder.BuildCall2(function.GlobalValueType, function, [owner, position]);
        }
        else
        {
            LLVMValueRef function = module.Module.GetIntrinsicDeclaration("llvm.preserve.struct.access.index", [pointer, pointer]);
            access = emit.Builder.BuildCall2(function.GlobalValueType, function, [owner, position, position]);
            access.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFirstArgIndex,
                module.Context.CreateTypeAttribute("elementtype", StructType(field.Owner)));
        }

        access.SetMetadata(_metadata, module.Context.MetadataAsValue(module.Debug.Types.Get(field.Owner)));
        return access;
    }

    /// <summary>Emits the address of an element of an array of kernel structs; only the kernel knows their size.</summary>
    /// <param name="emit">Where to emit it.</param>
    /// <param name="start">Address of the array.</param>
    /// <param name="array">Type of the array.</param>
    /// <param name="index">Index of the element.</param>
    public LLVMValueRef Element(FunctionEmitter emit, LLVMValueRef start, DefinedType array, LLVMValueRef index)
    {
        if (index.IsConstantInt)
        {
            return Element(emit, start, array, (int)index.ConstIntSExt);
        }

        LLVMValueRef first = Element(emit, start, array, 0);
        LLVMValueRef second = Element(emit, start, array, 1);
        LLVMValueRef stride = emit.Builder.BuildSub(Ask(emit, second, FieldQuestion.ByteOffset), Ask(emit, first, FieldQuestion.ByteOffset));
        return emit.Offset(first, emit.Builder.BuildMul(index, emit.Builder.BuildZExt(stride, module.Types.Int64)));
    }

    /// <summary>Copies kernel memory; the helper clears the copy when it cannot be read.</summary>
    public StackValue Read(FunctionEmitter emit, TypeDesc type, LLVMValueRef address, SourceLocation? location, LLVMValueRef? size = null)
    {
        // Otherwise each step of a long chain would take a slot.
        LLVMValueRef slot = TypeLowering.KindOf(type) == StackKind.Aggregate ? emit.Alloca(module.Types.Memory(type), LayoutEngine.AlignmentOf(type))
            : emit.ShortLivedSlot();
        if (size is not null)
        {
            emit.Zero(type, slot);
        }

        emit.CallHelper(HelperNumbers.ProbeReadKernel, module.Types.Int64, [slot, size ?? emit.Int32(LayoutEngine.SizeOf(type)), address], location);
        return emit.Load(type, slot);
    }

    public LLVMValueRef Ask(FunctionEmitter emit, LLVMValueRef field, FieldQuestion question)
    {
        LLVMValueRef function = module.Module.GetIntrinsicDeclaration("llvm.bpf.preserve.field.info", [module.Types.Pointer]);
        return emit.Builder.BuildCall2(function.GlobalValueType, function, [field, emit.Int64((int)question)]);
    }

    /// <summary>Emits a query about a type: 0 exists, 1 size, 2 matches.</summary>
    public LLVMValueRef AskType(FunctionEmitter emit, TypeDesc type, int question)
    {
        if (question == 2 && KernelTypes.Find(type) is not null)
        {
            module.Debug.Types.Kernel.UseAll((DefinedType)type);
        }

        LLVMValueRef answer = Annotated(emit, "llvm.bpf.preserve.type.info", type, [emit.Int32(_sequence++), emit.Int64(question)]);
        module.KernelUses.AddQuestion((DefinedType)type);
        return answer;
    }

    /// <summary>Emits the size of an element of an array or span: for kernel structs, the size that they have in the running kernel.</summary>
    public LLVMValueRef Stride(FunctionEmitter emit, TypeDesc element)
        => KernelTypes.Find(element) is not null ? emit.Builder.BuildZExt(AskType(emit, element, 1), module.Types.Int64)
            : InlineArray.Is(element, out InlineArray? array) && KernelTypes.Find(InlineArray.Innermost(element)) is not null
            ? emit.Builder.BuildMul(Stride(emit, array.Element), emit.Int64(array.Count))
            : emit.Int64(LayoutEngine.SizeOf(element));

    /// <summary>Emits the ID of a type in the BTF of the object (0) or the kernel (1).</summary>
    public LLVMValueRef TypeNumber(FunctionEmitter emit, TypeDesc type, int where)
    {
        bool isOfProgram = where == 0 && type is DefinedType { IsValueType: true, Primitive: null } && KernelTypes.Find(type) is null;
        LLVMValueRef[] arguments = [emit.Int32(_sequence++), emit.Int64(where)];
        LLVMValueRef number = isOfProgram ? About(emit, "llvm.bpf.btf.type.id", type, arguments) : Annotated(emit, "llvm.bpf.btf.type.id", type, arguments);
        if (!isOfProgram)
        {
            module.KernelUses.AddQuestion((DefinedType)type);
        }

        return number;
    }

    /// <summary>Emits a query about an enumerator: 0 exists, 1 value.</summary>
    public LLVMValueRef AskEnumerator(FunctionEmitter emit, TypeDesc type, LLVMValueRef value, int question, SourceLocation? location)
    {
        if (type is not DefinedType { IsEnum: true } enumeration || KernelTypes.NameOf(enumeration) is null || !value.IsConstantInt)
        {
            throw new CompilationException(BpfDiagnostics.KernelFieldExpected, "Core.EnumValue");
        }

        FieldDesc? field = enumeration.Fields.FirstOrDefault(item => item.IsConstant && ConstantData.ToInt64(item.ConstantValue) == value.ConstIntSExt);
        if (field is null)
        {
            throw new CompilationException(BpfDiagnostics.KernelFieldExpected, "Core.EnumValue");
        }

        module.KernelUses.Add(field, asksExistence: question == 0, location);
        string text = $"{KernelTypes.NameOfEnumerator(field)}:{value.ConstIntSExt}";
        byte[] bytes = [.. System.Text.Encoding.UTF8.GetBytes(text), 0];
        LLVMValueRef name = module.Module.AddGlobal(LLVMTypeRef.CreateArray(module.Types.Int8, (uint)bytes.Length), "");
        name.Initializer = module.Context.GetConstString(bytes, dontNullTerminate: true);
        name.Linkage = LLVMLinkage.LLVMPrivateLinkage;
        name.IsGlobalConstant = true;
        return Annotated(emit, "llvm.bpf.preserve.enum.value", type, [emit.Int32(_sequence++), name, emit.Int64(question)]);
    }

    /// <summary>Tells LLVM that a result is 0 or 1, so that it uses the result directly as a truth value.</summary>
    /// <remarks>This is an assumption because range metadata is lost when the target replaces the call before all other passes.</remarks>
    public void IsYesOrNo(FunctionEmitter emit, LLVMValueRef answer)
    {
        LLVMValueRef assume = module.Module.GetIntrinsicDeclaration("llvm.assume", []);
        LLVMValueRef isBit = emit.Builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, answer, LLVMValueRef.CreateConstInt(answer.TypeOf, 2));
        emit.Builder.BuildCall2(assume.GlobalValueType, assume, [isBit]);
    }

    private LLVMValueRef Annotated(FunctionEmitter emit, string intrinsic, TypeDesc type, ReadOnlySpan<LLVMValueRef> arguments)
    {
        if (type is not DefinedType defined || KernelTypes.NameOf(defined) is null)
        {
            throw new CompilationException(BpfDiagnostics.KernelFieldExpected, "a question about a kernel type");
        }

        return About(emit, intrinsic, type, arguments);
    }

    private LLVMValueRef About(FunctionEmitter emit, string intrinsic, TypeDesc type, ReadOnlySpan<LLVMValueRef> arguments)
    {
        LLVMValueRef function = module.Module.GetIntrinsicDeclaration(intrinsic, []);
        LLVMValueRef call = emit.Builder.BuildCall2(function.GlobalValueType, function, arguments);
        call.SetMetadata(_metadata, module.Context.MetadataAsValue(module.Debug.Types.Get(type)));
        return call;
    }

    /// <summary>Adds the members that the programs use to the types.</summary>
    public void CompleteTypes()
    {
        module.Debug.Types.Kernel.Complete();
        foreach ((DefinedType type, LLVMTypeRef structure) in _types)
        {
            // The intrinsic counts the elements; the debug metadata describes them.
            structure.StructSetBody([.. Enumerable.Repeat(module.Types.Int8, module.Debug.Types.Kernel.CountOf(type))], packed: false);
        }
    }

    private LLVMValueRef Element(FunctionEmitter emit, LLVMValueRef start, DefinedType array, int index)
    {
        LLVMValueRef function = module.Module.GetIntrinsicDeclaration("llvm.preserve.array.access.index", [module.Types.Pointer, module.Types.Pointer]);
        LLVMValueRef access = emit.Builder.BuildCall2(function.GlobalValueType, function, [start, emit.Int32(1), emit.Int32(index)]);
        access.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFirstArgIndex,
            module.Context.CreateTypeAttribute("elementtype", LLVMTypeRef.CreateArray(module.Types.Int8, (uint)index + 1)));
        access.SetMetadata(_metadata, module.Context.MetadataAsValue(module.Debug.Types.Kernel.ArrayOf(array)));
        return access;
    }

    private LLVMTypeRef StructType(DefinedType type)
    {
        if (!_types.TryGetValue(type, out LLVMTypeRef known))
        {
            known = module.Context.CreateNamedStruct("struct." + KernelTypes.NameOf(type));
            _types.Add(type, known);
        }

        return known;
    }
}

using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Kernel structs as C types. Each has only the members that the programs use: kernel types have hundreds of members, which lead to all other types.
/// Until all programs are imported, a placeholder node stands for the type.
/// </summary>
internal sealed class KernelDebugTypes(LLVMDIBuilderRef builder, LLVMMetadataRef unit, LLVMMetadataRef file, DebugTypes types)
{
    private const uint StructureTag = 0x13; // DW_TAG_structure_type
    private const uint ArrayTag = 0x01; // DW_TAG_array_type
    private const int PointerSize = 8;

    private readonly Dictionary<DefinedType, Declaration> _declarations = [];
    private readonly List<Declaration> _order = [];
    private readonly Dictionary<TypeDesc, LLVMMetadataRef> _arrays = [];

    /// <summary>Returns the placeholder node of a type until <see cref="Complete"/>.</summary>
    /// <param name="type">The declaration.</param>
    /// <param name="name">Its name in the object.</param>
    public LLVMMetadataRef Declare(DefinedType type, string name)
    {
        Declaration declaration = new(type, name, builder.CreateReplaceableCompositeType(StructureTag, name, file, file, 0, 0, 0));
        _declarations.Add(type, declaration);
        _order.Add(declaration);
        return declaration.Node;
    }

    /// <summary>Marks a member as used, and returns its position among the used members.</summary>
    public int Use(FieldDesc member)
    {
        List<FieldDesc> members = Find(member.Owner).Members;
        int position = members.FindIndex(known => known.Handle == member.Handle);
        if (position < 0)
        {
            position = members.Count;
            members.Add(member);
        }

        return position;
    }

    /// <summary>Marks all members of a type, and of the types nested in it, as used.</summary>
    public void UseAll(DefinedType type)
    {
        foreach (FieldDesc member in type.InstanceFields)
        {
            Use(member);
            if (InlineArray.Innermost(member.Type) is DefinedType held && KernelTypes.Find(held) is not null)
            {
                UseAll(held);
            }
        }
    }

    /// <summary>Returns the placeholder node of an array until <see cref="Complete"/>, when the size of its elements is known.</summary>
    public LLVMMetadataRef ArrayOf(DefinedType array)
        => _arrays.TryGetValue(array, out LLVMMetadataRef known) ? known
            : _arrays[array] = builder.CreateReplaceableCompositeType(ArrayTag, "", file, file, 0, 0, 0);

    /// <summary>Returns the number of used members of a type.</summary>
    public int CountOf(DefinedType type) => Find(type).Members.Count;

    /// <summary>Returns the C type of a member, and its size in the object, which the loader ignores.</summary>
    public (LLVMMetadataRef Type, int Size) Member(TypeDesc type)
    {
        if (InlineArray.Is(type, out InlineArray? array))
        {
            (LLVMMetadataRef element, int elementSize) = Member(array.Element);
            return (types.Array(element, elementSize, array.Count), elementSize * array.Count);
        }

        return KernelTypes.PointedToBy(type) is { } target ? (types.PointerTo(target), PointerSize)
            : (types.Get(type), KernelTypes.Find(type) is null ? LayoutEngine.SizeOf(type) : SizeOf(Find((DefinedType)type)));
    }

    /// <summary>Replaces the placeholder nodes with the types.</summary>
    public void Complete()
    {
        // Members may add further types, and refer to earlier ones.
        List<LLVMMetadataRef> results = [];
        for (int i = 0; i < _order.Count; i++)
        {
            results.Add(Create(_order[i]));
        }

        // The same nodes as those of the members: LLVM compares them.
        foreach ((TypeDesc array, LLVMMetadataRef node) in _arrays)
        {
            node.ReplaceAllUsesWith(Member(array).Type);
        }

        for (int i = 0; i < _order.Count; i++)
        {
            _order[i].Node.ReplaceAllUsesWith(results[i]);
            types.Replace(_order[i].Type, results[i]);
        }
    }

    private Declaration Find(DefinedType type)
    {
        if (!_declarations.TryGetValue(type, out Declaration? declaration))
        {
            types.Get(type);
            declaration = _declarations[type];
        }

        return declaration;
    }

    private LLVMMetadataRef Create(Declaration declaration)
    {
        bool isUnion = KernelTypes.IsUnion(declaration.Type);
        List<LLVMMetadataRef> members = [];
        int end = 0;
        foreach (FieldDesc member in declaration.Members)
        {
            (LLVMMetadataRef type, int size) = Member(member.Type);
            string name = KernelTypes.NameOfField(member);
            ulong offset = isUnion ? 0 : (ulong)end * 8;
            members.Add(KernelTypes.BitsOf(member) is > 0 and int bits
                ? builder.CreateBitFieldMemberType(unit, name, file, 0, (ulong)bits, offset, offset, type)
                : builder.CreateMemberType(unit, name, file, 0, (ulong)size * 8, 0, offset, type));
            end += Padded(size);
        }

        ulong total = (ulong)SizeOf(declaration) * 8;
        return isUnion
            ? builder.CreateUnionType(file, declaration.Name, file, 0, total, 0, [.. members])
            : builder.CreateStructType(file, declaration.Name, file, 0, total, 0, [.. members]);
    }

    private int SizeOf(Declaration declaration)
    {
        IEnumerable<int> sizes = declaration.Members.Select(member => Padded(Member(member.Type).Size));
        return Math.Max(1, KernelTypes.IsUnion(declaration.Type) ? sizes.DefaultIfEmpty().Max() : sizes.Sum());
    }

    private static int Padded(int size) => (size + PointerSize - 1) / PointerSize * PointerSize;

    private sealed record Declaration(DefinedType Type, string Name, LLVMMetadataRef Node)
    {
        public List<FieldDesc> Members { get; } = [];
    }
}

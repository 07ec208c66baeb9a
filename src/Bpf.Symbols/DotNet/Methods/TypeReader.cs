using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.Metadata;
using Bpf.Symbols.DotNet.Names;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Methods;

/// <summary>Names the types that a runtime has loaded: <c>MethodTable</c> for most, <c>TypeDesc</c> for pointers, references and variables.</summary>
internal sealed class TypeReader(IProcessMemory memory, RuntimeLayout layout, ModuleTable modules)
{
    private const ulong DescriptionMark = 2;
    private const uint HasComponentSize = 0x80000000; // arrays and strings; their other low flags mean something else
    private const uint CategoryMask = 0x000C0000;
    private const uint ArrayCategory = 0x00080000;
    private const uint IsVector = 0x00020000;
    private const uint GenericMask = 0x00000030;
    private const ulong CanonicalMark = 1;
    private const uint RowMask = 0x00FFFFFF;
    private const uint OverflowedRow16 = 0xFFFF;
    private const int MostDepth = 16;
    private const int MostArguments = 64;
    private const int MostTypesOfName = 512;

    private readonly Dictionary<ulong, TypeText> _texts = [];
    private int _budget;

    /// <summary>Forgets all names.</summary>
    public void Refresh() => _texts.Clear();

    /// <summary>Returns a type; null if it has no name.</summary>
    /// <param name="table">Address of its <c>MethodTable</c>.</param>
    public TypeIdentity? Identity(ulong table)
    {
        _budget = MostTypesOfName;
        return Identity(table, 0);
    }

    /// <summary>Returns a list of types.</summary>
    /// <param name="list">Address of the type handles.</param>
    /// <param name="count">Number of them.</param>
    public TypeText[] List(ulong list, int count)
    {
        _budget = MostTypesOfName;
        return List(list, count, 0);
    }

    /// <summary>Returns the metadata of the module with a type.</summary>
    public ModuleMetadata? ModuleOf(ulong table) => modules[memory.Pointer(table + (ulong)layout.Table.Module)];

    private TypeText[] List(ulong list, int count, int depth)
    {
        TypeText[] texts = new TypeText[count is > 0 and <= MostArguments ? count : 0];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Text(memory.Pointer(list + ((ulong)i * sizeof(ulong))), depth);
        }

        return texts;
    }

    private TypeText Text(ulong type, int depth)
    {
        if (type == 0 || depth > MostDepth || --_budget < 0)
        {
            return TypeText.Unknown;
        }

        if (_texts.TryGetValue(type, out TypeText known))
        {
            return known;
        }

        TypeText text = (type & DescriptionMark) != 0 ? Described(type & ~DescriptionMark, depth) : ArrayOf(type, depth) ?? Identity(type, depth)?.Text
            ?? TypeText.Unknown;
        if (_budget > 0 && text != TypeText.Unknown)
        {
            _texts[type] = text;
        }

        return text;
    }

    private TypeText Described(ulong description, int depth)
    {
        RuntimeLayout.DescriptionLayout fields = layout.Description;
        switch (fields.Kind is { } kind ? memory.UInt32(description + (ulong)kind) & 0xFF : 0)
        {
            case 0x0F when fields.Element is { } element: // ELEMENT_TYPE_PTR
                return Text(memory.Pointer(description + (ulong)element), depth + 1).With("*");
            case 0x10 when fields.Element is { } element: // ELEMENT_TYPE_BYREF
                return Text(memory.Pointer(description + (ulong)element), depth + 1).With("&");
            case 0x13 or 0x1E when fields is { VariableModule: { } module, VariableToken: { } token }: // ELEMENT_TYPE_VAR, ELEMENT_TYPE_MVAR
                return modules[memory.Pointer(description + (ulong)module)]?.GenericParameter(memory.UInt32(description + (ulong)token) & RowMask)
                    ?? TypeText.Unknown;
            case 0x1B when fields is { FunctionArgumentCount: { } count, FunctionTypes: { } types }: // ELEMENT_TYPE_FNPTR; the result comes first
                TypeText[] signature = List(description + (ulong)types, (int)Math.Min(memory.UInt32(description + (ulong)count), MostArguments) + 1, depth + 1);
                return signature.Length == 0 ? TypeText.Unknown : SignatureReader.FunctionPointer([.. signature.AsSpan(1), signature[0]]);
            default:
                return TypeText.Unknown;
        }
    }

    private TypeText? ArrayOf(ulong table, int depth)
    {
        uint flags = memory.UInt32(table + (ulong)layout.Table.Flags);
        if ((flags & HasComponentSize) == 0 || (flags & CategoryMask) != ArrayCategory || layout.Table.Instance is not { } element)
        {
            return null;
        }

        string suffix = (flags & IsVector) != 0 ? "[]" : RankOf(table) is > 0 and var rank ? SignatureReader.SuffixOfRank(rank) : "[?]";
        return Text(memory.Pointer(table + (ulong)element), depth + 1).With(suffix);
    }

    private int RankOf(ulong table)
    {
        if (layout is not { Table.Class: { } field, ArrayRank: { } rank })
        {
            return 0;
        }

        // Types share the class of their canonical type.
        ulong description = memory.Pointer(table + (ulong)field);
        description = (description & CanonicalMark) != 0 ? memory.Pointer((description & ~CanonicalMark) + (ulong)field) : description;
        return (byte)memory.UInt32(description + (ulong)rank);
    }

    private TypeIdentity? Identity(ulong table, int depth)
    {
        if (layout.Table.Flags2 is not { } flags2)
        {
            return null;
        }

        uint row = memory.UInt32(table + (ulong)flags2) >> layout.TokenShift;
        if (layout.TokenShift == 16 && row == OverflowedRow16)
        {
            return null;
        }

        return ModuleOf(table) is { } module ? module.Type(row, ArgumentsOf(table, depth)) : null;
    }

    private TypeText[]? ArgumentsOf(ulong table, int depth)
    {
        uint flags = memory.UInt32(table + (ulong)layout.Table.Flags);
        if ((flags & HasComponentSize) != 0 || (flags & GenericMask) == 0
            || layout is not { Table.Instance: { } field, DictionaryCount: { } dictionaries, DictionaryArgumentCount: { } arguments })
        {
            return null;
        }

        // The sizes are before the list of dictionaries, the last of which is that of the type itself, after those of its base types.
        ulong list = memory.Pointer(table + (ulong)field);
        ulong sizes = list - sizeof(ulong);
        int depthOfType = list == 0 ? 0 : memory.UInt16(sizes + (ulong)dictionaries);
        return depthOfType == 0 ? null
            : List(memory.Pointer(list + ((ulong)(depthOfType - 1) * sizeof(ulong))), memory.UInt16(sizes + (ulong)arguments), depth + 1);
    }
}

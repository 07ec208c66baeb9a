using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects;
using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>Collects the structs, unions, enumerations and functions of one kernel.</summary>
internal sealed class BtfCollector(BtfTypeTable btf, MergedTypes merged, KernelSet kernel)
{
    private readonly Dictionary<uint, int> _types = [];
    private readonly HashSet<uint> _collected = [];

    public void Collect()
    {
        for (uint id = btf.Base?.FirstId ?? btf.FirstId; id < btf.EndId; id++)
        {
            BtfType type = btf[id];
            if (type.NameOffset != 0 && type.IsComposite)
            {
                TypeOf(id, "");
            }
            else if (type.IsEnum)
            {
                AddEnumeration(type);
            }
        }

        for (uint id = btf.Base?.FirstId ?? btf.FirstId; id < btf.EndId; id++)
        {
            BtfType type = btf[id];
            if (type.Kind == BtfKind.Function)
            {
                AddFunction(type.NameText, type.Referenced);
            }
            // The prototype of a tracepoint (include/trace/bpf_probe.h); the function that calls its probes has it with names (include/linux/tracepoint.h).
            else if (type.Kind == BtfKind.Typedef && type.Name.StartsWith("btf_trace_"u8) && type.Referenced is { Kind: BtfKind.Pointer } pointer)
            {
                uint caller = btf.Find(Encoding.UTF8.GetBytes("__traceiter_" + type.NameText["btf_trace_".Length..]), BtfKind.Function);
                AddFunction(type.NameText, caller == 0 ? pointer.Referenced : btf[caller].Referenced);
            }
        }
    }

    /// <summary>Adds a system call, which BTF does not list.</summary>
    /// <param name="name">Name of the function in the table.</param>
    /// <param name="parameters">The parameters in C, separated by commas.</param>
    public void AddSystemCall(string name, string parameters)
        => merged.Functions.Add(name,
            new MergedSignature(TypeOf(Find("long int", BtfKind.Int), ""), [.. parameters.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Parameter)],
                IsVariadic: false), kernel);

    private (int Name, int Type) Parameter(string text)
    {
        string[] words = [.. text.Replace("*", " * ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(static word => word != "const")];
        int type = NamedType([.. words[..^1].Where(static word => word != "*")]);
        for (int pointers = words.Count(static word => word == "*"); pointers > 0; pointers--)
        {
            type = merged.Intern(new MergedType(KernelTypeKind.Pointer, Number: type));
        }

        return (merged.Functions.Name(words[^1]), type);
    }

    private int NamedType(string[] words) => words switch
    {
        ["void"] => TypeOf(0, ""),
        ["struct", var name] => Composite(name, isUnion: false),
        ["union", var name] => Composite(name, isUnion: true),
        ["enum", var name] => TypeOf(Find(name, BtfKind.Enum), ""),
        ["unsigned"] => TypeOf(Find("unsigned int", BtfKind.Int), ""),
        ["long"] => TypeOf(Find("long int", BtfKind.Int), ""),
        ["unsigned", "long"] => TypeOf(Find("long unsigned int", BtfKind.Int), ""),
        ["int" or "char"] or ["unsigned", _] => TypeOf(Find(string.Join(' ', words), BtfKind.Int), ""),
        [var name] => TypeOf(Find(name, BtfKind.Typedef), ""),
        _ => throw new InvalidDataException($"'{string.Join(' ', words)}' is not the type of an argument."),
    };

    // A structure that only user space knows is declared in the prototype.
    private int Composite(string name, bool isUnion)
    {
        uint id = btf.Find(Encoding.UTF8.GetBytes(name), isUnion ? BtfKind.Union : BtfKind.Struct);
        return id != 0 ? TypeOf(id, "")
            : merged.Intern(new MergedType(isUnion ? KernelTypeKind.Union : KernelTypeKind.Struct, Number: merged.Aggregate(name, isUnion, isUnnamed: false)));
    }

    private uint Find(string name, BtfKind kind) => btf.Find(Encoding.UTF8.GetBytes(name), kind) is var id and not 0 ? id
        : throw new InvalidDataException($"The kernel's BTF does not have '{name}'.");

    private void AddFunction(string name, BtfType prototype)
    {
        if (prototype.Kind != BtfKind.FunctionPrototype)
        {
            return;
        }

        // A last parameter of type void stands for an ellipsis.
        bool isVariadic = prototype.Count > 0 && prototype.ParameterTypeId(prototype.Count - 1) == 0;
        (int, int)[] parameters = [.. Enumerable.Range(0, prototype.Count - (isVariadic ? 1 : 0)).Select(i
            => (merged.Functions.Name(btf.Text(prototype.ParameterNameOffset(i))), TypeOf(prototype.ParameterTypeId(i), "")))];
        merged.Functions.Add(name, new MergedSignature(TypeOf(prototype.ReferencedId, ""), parameters, isVariadic), kernel);
    }

    /// <param name="id">Type ID in BTF.</param>
    /// <param name="place">Its location, used as the key of an anonymous struct.</param>
    private int TypeOf(uint id, string place)
    {
        if (_types.TryGetValue(id, out int known))
        {
            return known;
        }

        BtfType type = btf[id];
        if (type.IsComposite)
        {
            return Aggregate(type, place);
        }

        MergedType result = type.Kind switch
        {
            BtfKind.Void => new(KernelTypeKind.Void),
            // The signedness of plain char depends on how the kernel was compiled.
            BtfKind.Int => new(KernelTypeKind.Integer, type.NameText, (int)type.RawSize, type.IntIsSigned && !type.Name.SequenceEqual("char"u8)),
            BtfKind.Float => new(KernelTypeKind.Float, type.NameText, (int)type.RawSize),
            BtfKind.Enum or BtfKind.Enum64 => new(KernelTypeKind.Enumeration, type.NameText, (int)type.RawSize, type.Flag),
            BtfKind.Pointer => new(KernelTypeKind.Pointer, Number: TypeOf(type.ReferencedId, place)),
            BtfKind.Array => new(KernelTypeKind.Array, Count: type.ArrayLength, Number: TypeOf(type.ArrayElementId, place)),
            BtfKind.Forward => Declared(type),
            BtfKind.FunctionPrototype => new(KernelTypeKind.Function),
            BtfKind.Typedef => new(KernelTypeKind.Typedef, type.NameText, Number: TypeOf(type.ReferencedId, MergedAggregate.TypedefPrefix + type.NameText)),
            BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag => merged.Types[TypeOf(type.ReferencedId, place)],
            _ => throw new InvalidDataException($"Type {id} ({type.Kind}) cannot be the type of a field."),
        };
        return _types[id] = merged.Intern(result);
    }

    private MergedType Declared(BtfType type)
        => new(type.Flag ? KernelTypeKind.Union : KernelTypeKind.Struct, Number: merged.Aggregate(type.NameText, type.Flag, isUnnamed: false));

    private int Aggregate(BtfType type, string place)
    {
        bool isUnion = type.Kind == BtfKind.Union;
        bool isUnnamed = type.NameOffset == 0;
        string key = isUnnamed ? place : type.NameText;
        int number = merged.Aggregate(key, isUnion, isUnnamed);
        // Registered before its members, which may refer to it.
        int result = _types[type.Id] = merged.Intern(new MergedType(isUnion ? KernelTypeKind.Union : KernelTypeKind.Struct, Number: number));
        MergedAggregate aggregate = merged.Aggregates[number];
        aggregate.Kernels |= kernel;
        if (_collected.Add(type.Id))
        {
            AddMembers(aggregate, type, key);
        }

        return result;
    }

    private void AddMembers(MergedAggregate aggregate, BtfType type, string place)
    {
        for (int i = 0; i < type.Count; i++)
        {
            BtfMember member = type.Member(i);
            if (member.NameOffset != 0)
            {
                string name = btf.Text(member.NameOffset);
                aggregate.Add(name, TypeOf(member.TypeId, $"{place}.{name}"), (int)WidthOf(member), kernel);
            }
            else if (btf.SkipModifiersAndTypedefs(member.TypeId) is { IsComposite: true } inner)
            {
                AddMembers(aggregate, inner, place);
            }
        }
    }

    // Older BTF encodes a bit-field as an integer type of the same width.
    private uint WidthOf(BtfMember member)
        => member.BitFieldSize != 0 || btf.SkipModifiersAndTypedefs(member.TypeId) is not { Kind: BtfKind.Int } integer
            || integer.IntBits == integer.RawSize * 8 || integer.IntIsBool
            ? member.BitFieldSize
            : integer.IntBits;

    private void AddEnumeration(BtfType type)
    {
        MergedEnumeration enumeration = merged.Enumeration(type.NameText);
        enumeration.Kernels |= kernel;
        for (int i = 0; i < type.Count; i++)
        {
            enumeration.Add(btf.Text(type.EnumeratorNameOffset(i)), (long)type.EnumeratorValue(i), kernel);
        }
    }
}

using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Btf;

/// <summary>
/// Retypes context arguments for kernels without the tag <c>arg:ctx</c>: copies global functions so that the tagged arguments have the one type by
/// which those kernels recognize the context of a program type. Function records then refer to the copies.
/// </summary>
internal sealed class ArgumentContextFixup
{
    private readonly Dictionary<(uint Function, ProgramType Type), uint> _copies = [];

    private ArgumentContextFixup(BtfTypeTable types) => Types = types;

    /// <summary>The object's types, including the copies.</summary>
    public BtfTypeTable Types { get; private set; }

    /// <summary>Returns whether the types use the tag.</summary>
    public static bool IsNeeded(BtfTypeTable types) => types.StringBytes.IndexOf("arg:ctx\0"u8) >= 0;

    /// <summary>Makes the copies that an object's program types need.</summary>
    public static ArgumentContextFixup Apply(BtfTypeTable types, IEnumerable<ProgramType> programTypes)
    {
        ArgumentContextFixup result = new(types);
        Dictionary<uint, List<int>> tagged = TaggedArguments(types);
        if (tagged.Count == 0)
        {
            return result;
        }

        BtfBuilder builder = new(types);
        foreach (ProgramType programType in programTypes.Distinct())
        {
            if (KernelProgramTypes.Find((uint)programType)?.Context is not { } context)
            {
                continue;
            }

            uint target = builder.Add(BtfKind.Struct, programType == ProgramType.Kprobe ? "" : context, 0, 0);
            if (programType == ProgramType.Kprobe)
            {
                target = builder.Add(BtfKind.Typedef, context, 0, target);
            }

            uint pointer = builder.AddPointer(target);
            foreach ((uint function, List<int> arguments) in tagged)
            {
                result._copies[(function, programType)] = Copy(builder, types[function], arguments, pointer);
            }
        }

        result.Types = builder.Build();
        return result;
    }

    /// <summary>Returns the copy of a function for a program type, or the function itself.</summary>
    public uint FunctionFor(uint function, ProgramType type) => _copies.GetValueOrDefault((function, type), function);

    private static Dictionary<uint, List<int>> TaggedArguments(BtfTypeTable types)
    {
        Dictionary<uint, List<int>> tagged = [];
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            BtfType tag = types[id];
            if (tag is not { Kind: BtfKind.DeclarationTag, TagComponent: >= 0 } || !tag.Name.SequenceEqual("arg:ctx"u8))
            {
                continue;
            }

            if (tag.Referenced is not { Kind: BtfKind.Function, Linkage: BtfLinkage.Global } function || tag.TagComponent >= function.Referenced.Count)
            {
                continue;
            }

            if (!tagged.TryGetValue(function.Id, out List<int>? arguments))
            {
                tagged[function.Id] = arguments = [];
            }

            arguments.Add(tag.TagComponent);
        }

        return tagged;
    }

    private static uint Copy(BtfBuilder builder, BtfType function, List<int> arguments, uint pointer)
    {
        BtfType prototype = function.Referenced;
        uint[] parameters = prototype.Record[3..].ToArray();
        foreach (int argument in arguments)
        {
            parameters[(2 * argument) + 1] = pointer;
        }

        uint copy = builder.AddFunction(function.NameText,
            builder.Add(BtfKind.FunctionPrototype, "", (uint)prototype.Count, prototype.ReferencedId, parameters), BtfLinkage.Global);
        foreach (int argument in arguments)
        {
            builder.Add(BtfKind.DeclarationTag, "arg:ctx", 0, copy, (uint)argument);
        }

        return copy;
    }
}

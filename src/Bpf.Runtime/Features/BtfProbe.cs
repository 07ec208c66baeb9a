using Bpf.Objects.Btf;
using Bpf.Objects;
using Bpf.Runtime.Kernel;

namespace Bpf.Runtime.Features;

/// <summary>Probes which BTF features the kernel understands, by loading small samples.</summary>
internal static class BtfProbe
{
    /// <summary>Probes for BTF as such.</summary>
    public static KernelFeature Run(BpfToken? token) => Run(new FeatureQuestion("btf", "4.18"), BtfAbilities.None, token);

    /// <summary>Probes for one feature.</summary>
    public static KernelFeature Run(BtfAbilities ability, BpfToken? token)
        => Run(
            ability switch
            {
                BtfAbilities.Functions => new FeatureQuestion("btf_functions", "5.0"),
                BtfAbilities.DataSections => new("btf_data_sections", "5.2"),
                BtfAbilities.GlobalFunctions => new("btf_global_functions", "5.6"),
                BtfAbilities.Floats => new("btf_floats", "5.13"),
                BtfAbilities.DeclarationTags => new("btf_declaration_tags", "5.16"),
                BtfAbilities.TypeTags => new("btf_type_tags", "5.17"),
                BtfAbilities.Enum64 => new("btf_enum64", "6.0"),
                BtfAbilities.QuestionMarkNames => new("btf_question_mark_sections", "6.9"),
                _ => new("btf_layout", "7.1"),
            },
            ability,
            token);

    private static KernelFeature Run(FeatureQuestion question, BtfAbilities ability, BpfToken? token)
    {
        BtfBuilder builder = new();
        Add(builder, builder.AddInt("int", sizeof(int)), ability);
        ReadOnlySpan<byte> bytes = builder.Build().Bytes;
        Errno error = BtfLoader.Load(ability == BtfAbilities.Layout ? BtfLayout.WithLayoutSection(bytes) : bytes, token?.Handle, out BpfHandle btf, out _);
        btf.Dispose();
        return question.By(ProbeResources.RequireAnswer(error), "loading such BTF");
    }

    private static void Add(BtfBuilder builder, uint integer, BtfAbilities ability)
    {
        switch (ability)
        {
            case BtfAbilities.Functions:
                AddFunction(builder, integer, BtfLinkage.Static);
                break;
            case BtfAbilities.GlobalFunctions:
                AddFunction(builder, integer, BtfLinkage.Global);
                break;
            case BtfAbilities.DataSections:
                AddSection(builder, integer, ".data");
                break;
            case BtfAbilities.QuestionMarkNames:
                AddSection(builder, integer, "?.data");
                break;
            case BtfAbilities.Floats:
                builder.Add(BtfKind.Float, "float", 0, 4);
                break;
            case BtfAbilities.TypeTags:
                builder.AddPointer(builder.Add(BtfKind.TypeTag, "tag", 0, integer));
                break;
            case BtfAbilities.Enum64:
                builder.Add(BtfKind.Enum64, "", 0, 8);
                break;
            case BtfAbilities.DeclarationTags:
                builder.Add(BtfKind.DeclarationTag, "tag", 0, builder.AddVariable("v", integer, BtfLinkage.Global), uint.MaxValue);
                break;
        }
    }

    private static void AddFunction(BtfBuilder builder, uint integer, BtfLinkage linkage)
        => builder.AddFunction("f", builder.Add(BtfKind.FunctionPrototype, "", 1, 0, builder.AddString("a"), integer), linkage);

    private static void AddSection(BtfBuilder builder, uint integer, string name)
        => builder.Add(BtfKind.DataSection, name, 1, 4, builder.AddVariable("x", integer, BtfLinkage.Static), 0, 4);
}

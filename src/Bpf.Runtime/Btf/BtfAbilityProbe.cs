namespace Bpf.Runtime.Btf;

/// <summary>Finds out what of BTF the kernel understands, by loading small pieces. Asked only after the kernel refused an object's BTF.</summary>
internal static class BtfAbilityProbe
{
    /// <summary>Tries everything.</summary>
    /// <param name="token">Token through which BTF is loaded, or <see langword="null"/>.</param>
    public static BtfAbilities Run(BpfHandle? token)
    {
        BtfAbilities found = BtfAbilities.None;
        void Try(BtfAbilities ability, Action<BtfBuilder, uint> add)
        {
            BtfBuilder builder = new();
            add(builder, builder.AddInt("int", 4));
            if (BtfLoader.Load(builder.Build().Bytes, token, out BpfHandle handle, out _) == Errno.None)
                found |= ability;

            handle.Dispose();
        }

        Try(BtfAbilities.Functions, static (b, number) => AddFunction(b, number, BtfLinkage.Static));
        Try(BtfAbilities.GlobalFunctions, static (b, number) => AddFunction(b, number, BtfLinkage.Global));
        Try(BtfAbilities.DataSections, static (b, number) => AddSection(b, number, ".data"));
        Try(BtfAbilities.QuestionMarkNames, static (b, number) => AddSection(b, number, "?.data"));
        Try(BtfAbilities.Floats, static (b, _) => b.Add(BtfKind.Float, "float", 0, 4));
        Try(BtfAbilities.TypeTags, static (b, number) => b.AddPointer(b.Add(BtfKind.TypeTag, "tag", 0, number)));
        Try(BtfAbilities.Enum64, static (b, _) => b.Add(BtfKind.Enum64, "", 0, 8));
        Try(BtfAbilities.DeclarationTags, static (b, number) =>
            b.Add(BtfKind.DeclarationTag, "tag", 0, b.AddVariable("v", number, BtfLinkage.Global), uint.MaxValue));
        return found;
    }

    private static void AddFunction(BtfBuilder builder, uint number, BtfLinkage linkage)
        => builder.AddFunction("f", builder.Add(BtfKind.FunctionPrototype, "", 1, 0, builder.AddString("a"), number), linkage);

    private static void AddSection(BtfBuilder builder, uint number, string name)
        => builder.Add(BtfKind.DataSection, name, 1, 4, builder.AddVariable("x", number, BtfLinkage.Static), 0, 4);
}

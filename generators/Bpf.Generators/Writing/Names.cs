namespace Bpf.Generators.Writing;

/// <summary>External names that the generated source uses.</summary>
internal static class Names
{
    public const string BpfObject = "global::Bpf.Runtime.BpfObject";
    public const string BpfObjectOptions = "global::Bpf.Runtime.BpfObjectOptions";
    public const string BpfProgram = "global::Bpf.Runtime.BpfProgram";
    public const string Link = "global::Bpf.Runtime.Link";

    /// <summary>The attributes of every generated class.</summary>
    public static readonly string[] ClassAttributes =
    [
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"Bpf.Generators\", \"{typeof(Names).Assembly.GetName().Version}\")]",
        "[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]",
    ];
}

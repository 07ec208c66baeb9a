using System.Reflection;

namespace Bpf.Compiler.Tests.Initializers;

/// <summary>Editor and compiler agree on which initial values are constants, and the compiler computes what .NET computes.</summary>
public sealed class InitializerTests
{
    [Fact]
    public async Task EditorAndCompilerAgree()
    {
        string[] all = [.. InitializerCases.Constants, .. InitializerCases.NotConstants, .. InitializerCases.OnlyCompilerKnows.Select(item => item.Declaration)];
        InitializerProject project = new(all.Select(Class));
        ILookup<int, string> editor = await project.EditorAsync(TestContext.Current.CancellationToken);
        ILookup<int, string> compiler = project.Compile().Faults;
        int notConstant = InitializerCases.Constants.Length;
        int onlyCompiler = notConstant + InitializerCases.NotConstants.Length;
        AssertNone(all.Select((declaration, line) => (
            Expected: (Editor: line >= notConstant && line < onlyCompiler, Compiler: line >= notConstant),
            Actual: (Editor: editor[line].Any(), Compiler: compiler[line].Any()),
            Text: $"{declaration}\n  editor: {string.Join(" | ", editor[line])}\n  compiler: {string.Join(" | ", compiler[line])}"))
            .Where(item => item.Expected != item.Actual).Select(item => item.Text));
    }

    [Fact]
    public async Task ReasonsAreTheSame()
    {
        InitializerProject project = new(InitializerCases.NotConstants.Select(Class));
        ILookup<int, string> editor = await project.EditorAsync(TestContext.Current.CancellationToken);
        ILookup<int, string> compiler = project.Compile().Faults;
        AssertNone(Enumerable.Range(0, InitializerCases.NotConstants.Length).Where(line => !compiler[line].Intersect(editor[line]).Any())
            .Select(line => $"{InitializerCases.NotConstants[line]}\n  editor: {string.Join(" | ", editor[line])}\n  compiler: {string.Join(" | ", compiler[line])}"));
    }

    [Fact]
    public void ConstantsHaveTheValuesOfDotNet()
    {
        InitializerProject project = new(InitializerCases.Constants.Select(Class));
        (ILookup<int, string> faults, IReadOnlyList<CompiledObject> objects) = project.Compile();
        Assert.Empty(faults);
        Dictionary<string, string> expected = project.Run(assembly => objects
            .Select(compiled => (compiled.Name, Bytes: InitializerProject.BytesOf(FieldOf(assembly, compiled.Name)?.GetValue(null))))
            .Where(item => item.Bytes is not null).ToDictionary(item => item.Name, item => Convert.ToHexString(item.Bytes!)));
        Assert.True(expected.Count > 100, $"{expected.Count} values");
        Assert.Equal(expected, objects.Where(compiled => expected.ContainsKey(compiled.Name))
            .ToDictionary(compiled => compiled.Name, compiled => Convert.ToHexString(InitializerProject.BytesOf(compiled, "X"))));
    }

    private static void AssertNone(IEnumerable<string> differences)
    {
        string[] all = [.. differences];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static FieldInfo? FieldOf(Assembly assembly, string name)
        => assembly.GetType(name)!.GetField("X", BindingFlags.Static | BindingFlags.NonPublic) is { FieldType.IsPointer: false } field
            && Nullable.GetUnderlyingType(field.FieldType) is null ? field : null;

    private static string Class(string declaration, int number)
        => $"[BpfObject(License = \"GPL\")] public static unsafe class P{number} {{ {declaration.Replace("@Self", $"P{number}", StringComparison.Ordinal)} [SyscallProgram] public static int Run() => 0; }}";
}

using System.Reflection;
using Bpf.Shared;

namespace Bpf.Compiler.Tests.Initializers;

/// <summary>
/// The table of framework code that only computes: editor and compiler agree on each of its members, and what the compiler computes at build time is what
/// .NET computes.
/// </summary>
public sealed class FrameworkCodeTests
{
    [Fact]
    public async Task MembersComputeWhatDotNetComputes()
    {
        (Type Type, string Text)[] expressions = [.. FrameworkExpressions.All];
        InitializerProject runnable = new(expressions.Select((item, number) => $"public static class M{number} {{ public static object Value() => {item.Text}; }}"));
        HashSet<int> mistakes = runnable.Mistakes;
        (Type Type, string Text)[] written = [.. expressions.Where((_, number) => !mistakes.Contains(number))];
        string?[] values = new InitializerProject(written.Select((item, number) => $"public static class M{number} {{ public static object Value() => {item.Text}; }}"))
            .Run(assembly => (string?[])[.. written.Select((_, number) => Evaluate(assembly.GetType($"M{number}")!.GetMethod("Value")!))]);

        // What throws has no value; the editor does not run it.
        (Type Type, string Text, string Value)[] members = [.. written.Select((item, number) => (item.Type, item.Text, Value: values[number]!)).Where(item => item.Value is not null)];
        Assert.True(members.Length > 1000, $"{members.Length} of {expressions.Length} expressions");
        InitializerProject project = new(members.Select((item, number) => Field(item.Type, item.Text, number))
            .Prepend("[BpfObject(License = \"GPL\")] public static unsafe class Probe {").Append("[SyscallProgram] public static int Run() => 0; }"));
        ILookup<int, string> editor = await project.EditorAsync(TestContext.Current.CancellationToken);
        ILookup<int, string> compiler = project.Compile().Faults;
        AssertNone(members.Select((item, number) => (item.Text, Editor: string.Join(' ', editor[number + 1]), Compiler: string.Join(' ', compiler[number + 1])))
            .Where(item => item.Editor.Length == 0 != (item.Compiler.Length == 0)).Select(item => $"{item.Text}\n  editor: {item.Editor}\n  compiler: {item.Compiler}"));

        (Type Type, string Text, string Value)[] constants = [.. members.Where((_, number) => !editor[number + 1].Any())];
        Assert.True(constants.Length > 900, $"{constants.Length} constants");
        (ILookup<int, string> faults, IReadOnlyList<CompiledObject> objects) = new InitializerProject(
            constants.Select((item, number) => Field(item.Type, item.Text, number))
            .Prepend("[BpfObject(License = \"GPL\")] public static unsafe class Probe {").Append("[SyscallProgram] public static int Run() => 0; }")).Compile();
        Assert.Empty(faults);
        using Runtime.BpfObject opened = Runtime.BpfObject.Open(objects[0].Bytes, "Probe");
        AssertNone(constants.Select((item, number) => (item.Text, item.Value, Computed: Convert.ToHexString(opened.Globals.Bytes($"X{number}"))))
            .Where(item => item.Value != item.Computed).Select(item => $"{item.Text}: .NET {item.Value}, compiler {item.Computed}"));
    }

    [Theory]
    [InlineData("System.Int32", "Max", false, false, true)]
    [InlineData("System.Int32", "Parse", false, false, false)]
    [InlineData("System.DateTime", "get_Now", false, false, false)]
    [InlineData("System.Convert", "ToInt32", true, false, false)]
    [InlineData("System.Char", "IsDigit", true, false, true)]
    [InlineData("System.Int32", "CompareTo", false, true, false)]
    [InlineData("System.Environment", "get_NewLine", false, false, false)]
    [InlineData("System.Net.IPAddress", "HostToNetworkOrder", false, false, true)]
    [InlineData("System.Net.IPAddress", "GetAddressBytes", false, false, false)]
    [InlineData("System.Math", "ReciprocalEstimate", false, false, false)]
    public void OnlyListedMembersCompute(string type, string name, bool hasText, bool hasObjects, bool computes)
        => Assert.Equal(computes, FrameworkCode.Computes(new FrameworkMember(type, name, hasText, hasObjects)));

    private static void AssertNone(IEnumerable<string> differences)
    {
        string[] all = [.. differences];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static string Field(Type type, string text, int number) => $"static {FrameworkExpressions.CodeOf(type)} X{number} = {text};";

    private static string? Evaluate(MethodInfo method)
    {
        try
        {
            return InitializerProject.BytesOf(method.Invoke(null, null)) is { } bytes ? Convert.ToHexString(bytes) : null;
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }
}

using System.Text.RegularExpressions;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>The complete examples of README and docs compile.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string, int> Examples
    {
        get
        {
            TheoryData<string, int> examples = [];
            foreach (string page in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "docs"), "*.md"))
            {
                int count = Complete(page).Count;
                for (int i = 0; i < count; i++)
                {
                    examples.Add(Path.GetFileName(page), i);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void ExampleCompiles(string page, int index)
    {
        string source = Complete(Path.Combine(AppContext.BaseDirectory, "docs", page))[index];
        bool hasTags = source.Contains("BpfList<", StringComparison.Ordinal) || source.Contains("BpfKptr<", StringComparison.Ordinal);
        if (hasTags && LlvmLibrary.Load().Version.Major < DebugTags.FirstVersion)
        {
            Assert.Contains("BPF0458", Assert.ThrowsAny<Exception>(Compile).Message, StringComparison.Ordinal);
            return;
        }

        Compile();

        void Compile() => Assert.NotEmpty(BpfSource.CompileObjects($"using System.Numerics;\nusing System.Threading;\n{source}"));
    }

    [Fact]
    public void ThereAreExamples() => Assert.True(Examples.Count >= 3);

    private static List<string> Complete(string page)
        => [.. CodeBlock().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value).Where(code => code.Contains("[BpfObject", StringComparison.Ordinal))];

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}

using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Bpf.Cli.Tests;

/// <summary>The program in docs/reading.md compiles against the public API of Bpf.Objects alone, and works.</summary>
public sealed partial class ReadingSampleTests(ObjectFiles files)
{
    [Fact]
    public void SampleDescribesAnObject()
    {
        string[] lines = Run(files.Object("maps")).Split('\n');
        Assert.Equal("maps: license GPL, kernel 5.8 or later", lines[0]);
        Assert.Contains("map hash: Hash, __u32 to struct pair, 1000 entries", lines);
        Assert.Contains(lines, line => line.StartsWith("needs 5.8: map type ringbuf for ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("= 0x0", StringComparison.Ordinal) || line.Contains("\texit", StringComparison.Ordinal));
    }

    [Fact]
    public void SampleHasTwentyLines() => Assert.InRange(Source().Split('\n').Length, 10, 24);

    private static string Source() => CodeBlock().Match(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "reading.md"))).Groups[1].Value.TrimEnd();

    private static string Run(string path)
    {
        // References only the packages that the page names.
        IEnumerable<string> references = SourceCompiler.References.Where(reference => Path.GetFileName(reference) is var name
            && (!name.StartsWith("Bpf", StringComparison.Ordinal) || name is "Bpf.Objects.dll" or "Bpf.Abstractions.dll"));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "ReadingSample",
            [CSharpSyntaxTree.ParseText(Source()), CSharpSyntaxTree.ParseText("global using System;")],
            references.Select(reference => MetadataReference.CreateFromFile(reference)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        Assembly sample = new AssemblyLoadContext("sample").LoadFromStream(image);
        TextWriter console = Console.Out;
        StringWriter output = new() { NewLine = "\n" };
        try
        {
            Console.SetOut(output);
            sample.EntryPoint!.Invoke(null, [new[] { path }]);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}

using Bpf.Compiler.Tool.Sources;

namespace Bpf.Sdk.Tests;

/// <summary>Which changes of source files matter to BPF code.</summary>
public sealed class SourceTableTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sources-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>In a file of whose methods none became BPF code only what lies outside of bodies counts.</summary>
    [Theory]
    [InlineData(true, "class C { int M() { return 1; } }", "class C { int M() { return 2 + (3); } }")]
    [InlineData(true, "class C { int M() { return 1; } }", "class C\n{\n    // text\n    int M()\n    {\n        return 1;\n    }\n}")]
    [InlineData(true, "class C { int M() => 1; int P => 1; int Q { get => 1; set { M(); } } C() { M(); } }", "class C { int M() => 2; int P => 2; int Q { get => 2; set { } } C() { } }")]
    [InlineData(true, "class C { int this[int i] => i; ~C() { } public static C operator +(C a, C b) => a; }", "class C { int this[int i] => 1; ~C() { ; } public static C operator +(C a, C b) => b; }")]
    [InlineData(true, "class C { event System.Action E { add { } remove { } } }", "class C { event System.Action E { add { ; } remove { ; } } }")]
    [InlineData(true, "class C(int x) { int M() => 1; }", "class C(int x) { int M() => x; }")]
    [InlineData(true, "struct S { int M() => 1; S(int a) { } }", "struct S { int M() => 2; S(int a) { ; } }")]
    [InlineData(true, "System.Console.Write(1);", "int Local() => 1; System.Console.Write($\"{Local()}}}\"); return;")]
    [InlineData(true, "class C { string M() { return \"\"\"{ }\"\"\"; } }", "class C { string M() { return $$\"\"\"} {{1}} {\"\"\"; } }")]
    [InlineData(true, "class C {\n#if BPF\nint M() => 1;\n#else\nint N() => 1;\n#endif\n}", "class C {\n#if BPF\nint M() => 2;\n#else\nlong N() { return 1; }\n#endif\n}")]
    [InlineData(false, "class C {\n#if BPF\nint M() => 1;\n#endif\n}", "class C {\n#if BPF\nlong M() => 1;\n#endif\n}")]
    [InlineData(false, "#define A\nclass C {\n#if A\nint M() => 1;\n#endif\n}", "class C {\n#if A\nint M() => 1;\n#endif\n}")]
    [InlineData(false, "class C { const int A = 1; }", "class C { const int A = 2; }")]
    [InlineData(false, "enum E { A, B }", "enum E { B, A }")]
    [InlineData(false, "class C { static readonly int A = 1; }", "class C { static readonly int A = 2; }")]
    [InlineData(false, "class C { static int A; static C() { A = 1; } }", "class C { static int A; static C() { A = 2; } }")]
    [InlineData(false, "struct S { int A; }", "struct S { int A, B; }")]
    [InlineData(false, "struct S(int x) { int M() => 1; }", "struct S(int x) { int M() => x; }")]
    [InlineData(false, "struct S(int x) { int P { get { return 1; } } }", "struct S(int x) { int P { get { return x; } } }")]
    [InlineData(false, "struct S { int P { get => 1; } }", "struct S { int P { get => field; } }")]
    [InlineData(false, "record struct S { int P { get => 1; } }", "record struct S { int P { get => field; } }")]
    [InlineData(false, "class C { int M(int a = 1) { return a; } }", "class C { int M(int a = 2) { return a; } }")]
    [InlineData(false, "class C { int M(int a) { return 1; } }", "class C { int M(int a) { return 1; } int M(long a) { return 2; } }")]
    [InlineData(false, "partial class C { partial void M(); }", "partial class C { partial void M() { } }")]
    [InlineData(false, "class C { int M() { return 1; } }", "class C { [System.Obsolete] int M() { return 1; } }")]
    [InlineData(false, "class C { int M() { return 1; } }", "namespace N; class C { int M() { return 1; } }")]
    [InlineData(false, "class C { }", "global using System.IO; class C { }")]
    [InlineData(false, "using A = System.Int32; class C { A M() => 1; }", "using A = System.Int64; class C { A M() => 1; }")]
    [InlineData(false, "class C { }", "[assembly: System.CLSCompliant(false)] class C { }")]
    [InlineData(false, "class C { C() : this(1) { } C(int a) { } }", "class C { C() : this(2) { } C(int a) { } }")]
    [InlineData(false, "class C { System.Func<int> F = () => 1; }", "class C { System.Func<int> F = () => 2; }")]
    [InlineData(false, "class C { int P { get; } = 1; }", "class C { int P { get; } = 2; }")]
    [InlineData(false, "#line 1 \"Probes.cs\"\nclass C { int M() => 1; }", "#line 1 \"Probes.cs\"\nclass C { int M() => 2; }")]
    [InlineData(false, "class C { int M() { return 1; }", "class C { int M() { return 2; }")]
    public void BodiesOfOtherMethodsDoNotCount(bool isSame, string before, string after)
    {
        SourceTable old = Scan(("Probes.cs", "class P { }"), ("Host.cs", before));
        SourceTable now = Scan(("Probes.cs", "class P { }"), ("Host.cs", after));

        Assert.Equal(isSame, now.CompilesLike(old, Read("Probes.cs")));
        Assert.False(now.CompilesLike(old, Read("Probes.cs", "Host.cs")));
        Assert.False(now.CompilesLike(old, read: null));
        Assert.True(now.CompilesLike(now, read: null));
    }

    [Fact]
    public void AGeneratedFileMakesEverythingCount()
    {
        SourceTable old = Scan(("Host.cs", "class C { int M() => 1; }"));
        SourceTable now = Scan(("Host.cs", "class C { int M() => 2; }"));

        Assert.True(now.CompilesLike(old, Read()));
        Assert.False(now.CompilesLike(old, Read("Generated.g.cs")));
    }

    [Fact]
    public void FilesThatComeGoOrChangePlacesCount()
    {
        SourceTable one = Scan(("A.cs", "class A { }"));
        SourceTable two = Scan(("A.cs", "class A { }"), ("B.cs", ""));

        Assert.False(two.CompilesLike(one, Read()));
        Assert.False(one.CompilesLike(two, Read()));
        Assert.False(Scan(("B.cs", ""), ("A.cs", "class A { }")).CompilesLike(two, Read()));
        Assert.False(Scan(("C.cs", "class A { }")).CompilesLike(one, Read()));
    }

    [Fact]
    public void SymbolsAndTheLanguageVersionCount()
    {
        string file = Write("A.cs", "class A { }");
        SourceTable old = new SourceScanner(["BPF"], "14").Scan([file], new("", []));

        Assert.True(new SourceScanner(["BPF"], "14").Scan([file], old).CompilesLike(old, Read()));
        Assert.False(new SourceScanner(["BPF", "X"], "14").Scan([file], old).CompilesLike(old, Read()));
        Assert.False(new SourceScanner(["BPF"], "preview").Scan([file], old).CompilesLike(old, Read()));
    }

    [Fact]
    public void TextInAnotherEncodingCountsAsAWhole()
    {
        string file = Path.Combine(_directory, "Latin.cs");
        File.WriteAllBytes(file, [.. "class C { const string A = \""u8, 0xE4, .. "\"; }"u8]);
        SourceTable old = new SourceScanner([], "").Scan([file], new("", []));
        File.WriteAllBytes(file, [.. "class C { const string A = \""u8, 0xF6, .. "\"; }"u8]);

        Assert.False(new SourceScanner([], "").Scan([file], old).CompilesLike(old, Read()));
    }

    [Fact]
    public void ATableIsReadAsItWasWritten()
    {
        SourceTable table = Scan(("a b.cs", "class A { }"), ("ü.cs", ""), ("missing\ttab.cs", ""));
        string file = Path.Combine(_directory, "table");
        File.WriteAllText(file, table.ToString());

        Assert.Equal(table.Files, SourceTable.Read(file).Files);
        Assert.Equal(table.Options, SourceTable.Read(file).Options);

        File.WriteAllText(file, table.ToString()[..^20]);
        Assert.False(table.CompilesLike(SourceTable.Read(file), Read()));
        Assert.False(table.CompilesLike(SourceTable.Read(file + ".missing"), Read()));
    }

    private HashSet<string> Read(params string[] names) => [.. names.Select(name => Path.Combine(_directory, name))];

    private SourceTable Scan(params (string Name, string Text)[] files)
        => new SourceScanner(["BPF"], "preview").Scan([.. files.Select(file => Write(file.Name, file.Text))], new("", []));

    private string Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}

using Bpf.Compiler.Tool.Sources;

namespace Bpf.Sdk.Tests;

/// <summary>Tells which changes of source files affect BPF code.</summary>
public sealed class SourceTableTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sources-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>In a file without BPF code, only changes outside of method bodies matter; here, to types that BPF code names.</summary>
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
    public void BodiesOfUnrelatedMethodsAreIgnored(bool isSame, string before, string after)
    {
        const string Probes = "class P { C c; E e; S s; }";
        SourceTable old = Scan(("Probes.cs", Probes), ("Host.cs", before));
        SourceTable now = Scan(("Probes.cs", Probes), ("Host.cs", after));

        Assert.Equal(isSame, now.CompilesLike(old, Read("Probes.cs")));
        Assert.False(now.CompilesLike(old, Read("Probes.cs", "Host.cs")));
        Assert.False(now.CompilesLike(old, read: null));
        Assert.True(now.CompilesLike(now, read: null));
    }

    [Fact]
    public void GeneratedFileMakesEveryChangeRelevant()
    {
        SourceTable old = Scan(("Host.cs", "class C { int M() => 1; }"));
        SourceTable now = Scan(("Host.cs", "class C { int M() => 2; }"));

        Assert.True(now.CompilesLike(old, Read()));
        Assert.False(now.CompilesLike(old, Read("Generated.g.cs")));
    }

    [Fact]
    public void OnlyFilesThatTheBuildReadsMatter()
    {
        SourceTable one = Scan(("A.cs", "class A { }"));
        SourceTable two = Scan(("A.cs", "class A { }"), ("B.cs", ""));

        Assert.False(two.CompilesLike(one, read: null));
        Assert.False(one.CompilesLike(two, read: null));
        Assert.True(two.CompilesLike(one, Read("A.cs")));
        Assert.True(one.CompilesLike(two, Read("A.cs")));
        Assert.False(Scan(("B.cs", ""), ("A.cs", "class A { }")).CompilesLike(two, Read("A.cs")));
        Assert.False(Scan(("C.cs", "class A { }")).CompilesLike(one, Read("A.cs")));
        Assert.False(Scan(("C.cs", "class A { }")).CompilesLike(one, Read("C.cs")));
    }

    /// <summary>Changes outside of method bodies that affect BPF code in another file.</summary>
    [Theory]
    [InlineData("class Interlocked { }")] // hides a type of another namespace
    [InlineData("namespace N { class Interlocked { } }")]
    [InlineData("namespace N.Interlocked { }")]
    [InlineData("namespace Interlocked { class X { } }")]
    [InlineData("namespace N.Inner.Interlocked.X { }")]
    [InlineData("delegate void Interlocked();")]
    [InlineData("enum @Interlocked { }")]
    [InlineData("class \\u0049nterlocked { }")]
    [InlineData("interface Interlocked<T> { }")]
    [InlineData("class MarkAttribute : System.Attribute { }")]
    [InlineData("class var { }")]
    [InlineData("global using Interlocked = N.Mine;")]
    [InlineData("global using static N.Mine;")]
    [InlineData("global using N.More;")]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"a\", \"b\")]")]
    [InlineData("[module: System.Runtime.CompilerServices.SkipLocalsInit]")]
    [InlineData("namespace N { partial class Probes { static int s_more; } }")]
    [InlineData("namespace N { partial struct Entry { int B; } }")]
    [InlineData("namespace N { partial class Limits { public const int B = 1; } }")]
    [InlineData("namespace N { partial class Limits { public static void Of(int a) { } } }")] // an overload that wins
    [InlineData("namespace N { partial class Chain { public static void Of(int a) { } } }")]
    [InlineData("namespace N { partial class Imported { public static void Step(int a) { } } }")]
    [InlineData("namespace N { static class X { public static void Twice(this int a) { } } }")]
    [InlineData("namespace N { static class X { extension(int a) { public void Twice() { } } } }")]
    [InlineData("namespace N { static class X { extension(int a) { public int Half => a / 2; } } }")]
    [InlineData("namespace N { static class X { extension(int) { public static int operator +(int a, int b) => 0; } } }")]
    [InlineData("namespace N { static class X { public static System.Collections.IEnumerator GetEnumerator(this int a) => null; } }")]
    [InlineData("namespace N { static class X { public static void Deconstruct(this int a, out int b, out int c) { } } }")]
    [InlineData("namespace System { struct Index { } }")]
    [InlineData("namespace System.Runtime.CompilerServices { class IsExternalInit { } }")]
    [InlineData("namespace Microsoft.CodeAnalysis { class EmbeddedAttribute : System.Attribute { } }")]
    [InlineData("[Bpf.BpfObject] static class More { }")]
    [InlineData("using Mark2 = Bpf.BpfObjectAttribute; [Mark2] static class More { }")]
    [InlineData("class X { [System.Runtime.CompilerServices.InterceptsLocation(1, \"\")] static void M() { } }")]
    [InlineData("class X {")]
    public void ChangesVisibleToBpfCodeTriggerARebuild(string added)
    {
        SourceTable without = Project(("Host.cs", "using System; class Host { }"), ("Empty.cs", ""));
        SourceTable with = Project(("Host.cs", "using System; class Host { }"), ("Empty.cs", added));
        SourceTable more = Project(("Host.cs", "using System; class Host { }"), ("Empty.cs", ""), ("Zero.cs", added));

        Assert.False(with.CompilesLike(without, Read("Probes.cs")));
        Assert.False(without.CompilesLike(with, Read("Probes.cs")));
        Assert.False(more.CompilesLike(without, Read("Probes.cs")));
        Assert.False(without.CompilesLike(more, Read("Probes.cs")));
    }

    /// <summary>Changes outside of method bodies that cannot affect BPF code.</summary>
    [Theory]
    [InlineData("namespace N { class Service { public int Update(int a) => a; const int Key = 1; } }")]
    [InlineData("namespace N.Services { class Interlock { } }")]
    [InlineData("namespace Other { class X { class Interlocked { } } }")] // only within X
    [InlineData("class X { public static X operator +(X a, X b) => a; public static implicit operator X(int a) => null; }")]
    [InlineData("static class X { public static void Thrice(this int a) { } }")]
    [InlineData("static class X { extension(int a) { public void Thrice() { } } }")]
    [InlineData("using Interlocked = System.Int32; class X { Interlocked a; }")]
    [InlineData("using static N.Mine; class X { }")]
    [InlineData("[System.Obsolete] class X<Interlocked> { }")]
    [InlineData("partial class Host { int _field; public event System.Action E; Host(int a) { } }")]
    [InlineData("#pragma warning disable\n#nullable enable\nclass X { }")]
    [InlineData("System.Console.WriteLine();")]
    [InlineData("// Interlocked\n")]
    public void ChangesInvisibleToBpfCodeDoNotTriggerARebuild(string added)
    {
        SourceTable without = Project(("Host.cs", "using System; partial class Host { }"), ("Empty.cs", ""));
        SourceTable with = Project(("Host.cs", "using System; partial class Host { }"), ("Empty.cs", added));
        SourceTable more = Project(("Host.cs", "using System; partial class Host { }"), ("Empty.cs", ""), ("Zero.cs", added));

        Assert.True(with.CompilesLike(without, Read("Probes.cs")));
        Assert.True(without.CompilesLike(with, Read("Probes.cs")));
        Assert.True(more.CompilesLike(without, Read("Probes.cs")));
        Assert.True(without.CompilesLike(more, Read("Probes.cs")));
    }

    /// <summary>Types found through other types, where the usings of their file resolve names.</summary>
    [Theory]
    [InlineData(false, "using H = System.Int32; class Far { H a; }", "using H = System.Int64; class Far { H a; }")]
    [InlineData(false, "namespace N { class Far { } }", "namespace O { class Far { } }")]
    [InlineData(false, "namespace N { class Far { const int A = 1; } }", "namespace N { class Far { const int A = 2; } }")]
    [InlineData(false, "namespace N { class Far : Near { } class Near { const int A = 1; } }", "namespace N { class Far : Near { } class Near { const int A = 2; } }")]
    [InlineData(false, "static class X { public static Y Twice(this int a) => null; } class Y { int A; }", "static class X { public static Y Twice(this int a) => null; } class Y { long A; }")]
    [InlineData(true, "namespace N { class Far { void M() { Near.A(); } } class Near { const int A = 1; } }", "namespace N { class Far { void M() { } } class Near { const int A = 2; } }")]
    [InlineData(true, "using System.IO; class Host { }", "using System.Net; class Host { long a; }")]
    [InlineData(true, "class Host { int M() => 1; }", "class Host { long M(int a = 1) => 1; class Inner { } }")]
    public void NameChangesMatter(bool isSame, string before, string after)
        => Assert.Equal(isSame, Project(("Other.cs", after)).CompilesLike(Project(("Other.cs", before)), Read("Probes.cs")));

    /// <summary>A global using can alias the attribute that marks BPF objects.</summary>
    [Fact]
    public void AliasedBpfObjectAttributeMakesEveryChangeRelevant()
    {
        (string, string) names = ("Names.cs", "global using Kernel = Bpf.BpfObjectAttribute;");
        SourceTable old = Project(names, ("Host.cs", "class Host { }"));

        Assert.False(Project(names, ("Host.cs", "[Kernel] class Host { }")).CompilesLike(old, Read("Probes.cs")));
        Assert.True(Project(names, ("Host.cs", "class Host { } // text")).CompilesLike(old, Read("Probes.cs")));
    }

    /// <summary>The inputs and outputs of an unknown generator are unknown.</summary>
    [Fact]
    public void OnlyKnownGeneratorsAreSkipped()
    {
        string analyzers = Path.Combine(Repository.Root, "analyzers/Bpf.Analyzers/bin", Repository.Configuration, "netstandard2.0/Bpf.Analyzers.dll");
        string generators = Path.Combine(Repository.Root, "generators/Bpf.Generators/bin", Repository.Configuration, "netstandard2.0/Bpf.Generators.dll");
        string renamed = Path.Combine(_directory, "Renamed.dll");
        File.Copy(generators, renamed);

        Assert.True(SourceGenerators.AreKnown([analyzers, generators]));
        Assert.False(SourceGenerators.AreKnown([analyzers, renamed]));
        Assert.False(SourceGenerators.AreKnown([Write("NotAnAssembly.dll", "text")]));
    }

    [Fact]
    public void SymbolsAndLanguageVersionTriggerARebuild()
    {
        string file = Write("A.cs", "class A { }");
        SourceTable old = new SourceScanner(["BPF"], "14").Scan([file], new("", []));

        Assert.True(new SourceScanner(["BPF"], "14").Scan([file], old).CompilesLike(old, Read()));
        Assert.False(new SourceScanner(["BPF", "X"], "14").Scan([file], old).CompilesLike(old, Read()));
        Assert.False(new SourceScanner(["BPF"], "preview").Scan([file], old).CompilesLike(old, Read()));
    }

    [Fact]
    public void TextInAnotherEncodingIsComparedAsAWhole()
    {
        string file = Path.Combine(_directory, "Latin.cs");
        File.WriteAllBytes(file, [.. "class C { const string A = \""u8, 0xE4, .. "\"; }"u8]);
        SourceTable old = new SourceScanner([], "").Scan([file], new("", []));
        File.WriteAllBytes(file, [.. "class C { const string A = \""u8, 0xF6, .. "\"; }"u8]);

        Assert.False(new SourceScanner([], "").Scan([file], old).CompilesLike(old, Read()));
    }

    [Fact]
    public void TableRoundTrips()
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

    // BPF code in Probes.cs, and declarations that it uses from files without BPF code.
    private SourceTable Project(params (string Name, string Text)[] files) => Scan(
    [
        ("Probes.cs", """
            using System.Threading;
            using static N.Imported;
            namespace N;
            [Bpf.BpfObject] static partial class Probes
            {
                static int M(Entry entry, Far far) { var a = Limits.Of(1); Interlocked.Increment(ref a); a.Twice(); Step(a.Half); return Limits.Key + entry.A; }
                [Mark] static int K() => 1;
            }
            """),
        ("Entry.cs", "namespace N { partial struct Entry { int A; } class Mine { } }"),
        ("Limits.cs", "namespace N.More { } namespace N { partial class Limits : Chain { public const int Key = 1; } partial class Chain { } }"),
        ("Imported.cs", "namespace N { static partial class Imported { public static void Step(long a) { } } }"),
        .. files,
    ]);

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

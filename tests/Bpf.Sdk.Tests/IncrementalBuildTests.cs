namespace Bpf.Sdk.Tests;

/// <summary>What the build does after a change: no more and no less than the change requires.</summary>
public class IncrementalBuildTests
{
    private const string Nothing = "";
    private const string Same = "IL";
    private const string Objects = "IL, objects";

    private readonly PackageFeed _feed;
    private readonly ConsumerProject _project;
    private State _last;

    public IncrementalBuildTests(PackageFeed feed)
    {
        _feed = feed;
        _project = new(feed);
        _project.Edit("Probes.cs", "Last.Update(1, value);", "Last.Update(Constants.Key, new Entry { Value = Helper.Twice(value) });");
        _project.Edit("Probes.cs", "BpfHashMap<int, ulong>", "BpfHashMap<int, Entry>");
        _project.Edit("Probes.cs", "public static class", "public static partial class");
        _project.Edit("Program.cs", "(_, ulong value)", "(_, Entry value)");
        _project.Edit("Program.cs", "last {value}", "last {value.Value}");
        Write("Entry.cs", "namespace Consumer; public struct Entry { public ulong Value; }");
        Write("Helper.cs", "namespace Consumer; static class Helper { public static ulong Twice(ulong value) { return value * 2; } }");
        Write("Constants.cs", "namespace Consumer; static class Constants { public const int Key = 1; public static int Host() { return 1; } }");
        Write("Rest.cs", "namespace Consumer; public static partial class Probes { const int Result = 0; public static string Host() => \"a\"; }");
        _project.Edit("Probes.cs", "return 0;", "return Result;");
    }

    [Fact]
    public void HostCodeIsNotChecked()
    {
        Build();
        Build(Nothing);

        _project.Edit("Program.cs", "calls {", "count {");
        Build(Nothing);
        Assert.Contains("count ", ReadAssembly(), StringComparison.Ordinal);

        _project.Edit("Constants.cs", "return 1;", "return 2; /* two */");
        _project.Edit("Rest.cs", "\"a\"", "\"b\"");
        File.AppendAllText(_project["Entry.cs"], "\n// text\n");
        File.SetLastWriteTimeUtc(_project["Constants.cs"], DateTime.UtcNow);
        Build(Nothing);
        // Again: files without BPF code are still tracked.
        Build(Nothing);

        // Also outside of method bodies, in types that BPF code does not use.
        _project.Edit("Program.cs", "static partial class LibC\n{", "static partial class LibC\n{\n    public const int Version = 6;\n    public static int Twice(int value) => 2 * value;\n");
        Build(Nothing);
        Write("Service.cs", "using System.Net; namespace Consumer.Services; public class Service(int port) { public int Port { get; set; } = port; public void Update() { } }");
        Build(Nothing);
        _project.Edit("Service.cs", "void Update()", "int Update(IPAddress address) => 1; public void Update()");
        Build(Nothing);
        File.Delete(_project["Service.cs"]);
        Build(Nothing);
    }

    [Fact]
    public void DeclarationThatHidesANameTriggersARebuild()
    {
        Build();
        Write("Mine.cs", "namespace Consumer; static class Interlocked { public static ulong Increment(ref ulong value) => value += 2; }");
        Build(Objects);
        _project.Edit("Mine.cs", "static class Interlocked", "static class Other");
        Build(Objects);
        _project.Edit("Mine.cs", "namespace", "global using Interlocked = Consumer.Other; namespace");
        _project.Edit("Probes.cs", "using System.Threading;", "");
        Build(Objects);
    }

    /// <summary>A generator can produce code that BPF code uses from any host code.</summary>
    [Fact]
    public void GeneratorMakesEveryChangeRelevant()
    {
        string generator = _feed.CreateDirectory("generator");
        File.WriteAllText(Path.Combine(generator, "Generator.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion></PropertyGroup>
              <ItemGroup><PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="5.0.0" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(generator, "Generator.cs"), """
            using System.Linq;
            using Microsoft.CodeAnalysis;
            [Generator]
            public sealed class Generator : IIncrementalGenerator
            {
                public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(context.CompilationProvider, static (output, compilation) =>
                    output.AddSource("Made.g.cs", $"static class Made {{ public const int Key = {compilation.SyntaxTrees.Sum(static tree => tree.GetRoot().DescendantNodes().Count())}; }}"));
            }
            """);
        _project.Edit("Consumer.csproj", "<ItemGroup>", $"<ItemGroup><ProjectReference Include=\"{generator}/Generator.csproj\" OutputItemType=\"Analyzer\" ReferenceOutputAssembly=\"false\" />");
        _project.Edit("Probes.cs", "Constants.Key", "Made.Key");
        Build();
        Build(Nothing);
        _project.Edit("Program.cs", "calls {", "count {{{1}}} {");
        Build(Objects);
        _project.Edit("Program.cs", "static partial class LibC\n{", "static partial class LibC\n{\n    public const int Version = 6;\n");
        Build(Objects);
    }

    [Fact]
    public void ChangesThatBpfCodeUsesTriggerARebuild()
    {
        Build();
        _project.Edit("Constants.cs", "Key = 1", "Key = 7");
        Build(Objects);
        _project.Edit("Helper.cs", "value * 2", "value * 3");
        Build(Objects);
        _project.Edit("Entry.cs", "public ulong Value;", "public ulong Value; public ulong More;");
        Build(Objects);
        _project.Edit("Rest.cs", "Result = 0", "Result = 1");
        Build(Objects);

        Write("Usings.cs", "global using System.Net;");
        Build(Same);
        File.Move(_project["Usings.cs"], _project["Renamed.cs"]);
        Build(Same);
        File.Delete(_project["Renamed.cs"]);
        Build(Same);
        Write("More.cs", File.ReadAllText(_project["Probes.cs"]).Replace("partial class Probes", "class More", StringComparison.Ordinal)
            .Replace("return Result", "return 0", StringComparison.Ordinal));
        Build(Same);
        Assert.True(File.Exists(Path.Combine(_project.ObjectDirectory, "Consumer.More.x86_64.bpf.o")));
        File.Delete(_project["More.cs"]);
        Build(Same);
        Assert.False(File.Exists(Path.Combine(_project.ObjectDirectory, "Consumer.More.x86_64.bpf.o")));
    }

    /// <summary>A file without BPF code gets BPF code: it is compiled as it is then, and tracked from then on.</summary>
    [Fact]
    public void NewBpfCodeIsTrackedFromThenOn()
    {
        Write("Later.cs", "namespace Consumer; static class Later { public static ulong Change(ulong value) { return value + 1; } }");
        Build();
        _project.Edit("Later.cs", "value + 1", "value + 2");
        Build(Nothing);
        _project.Edit("Probes.cs", "Helper.Twice(value)", "Later.Change(value)");
        Build(Objects);
        byte[] two = ReadObject();
        _project.Edit("Later.cs", "value + 2", "value + 1");
        Build(Objects);
        _project.Edit("Later.cs", "value + 1", "value + 2");
        Build(Objects);
        Assert.Equal(two, ReadObject());
        _project.Edit("Helper.cs", "value * 2", "value * 3");
        Build(Nothing);
    }

    [Fact]
    public void FailedBuildRecoversOnceTheSourceIsFixed()
    {
        Build();
        // BPF code calls a method that cannot be compiled, in a file that had no BPF code.
        Write("Later.cs", "namespace Consumer; static class Later { public static ulong Change(ulong value) { return (ulong)(value * 1.5); } }");
        Build(Nothing);
        _project.Edit("Probes.cs", "Helper.Twice(value)", "Later.Change(value)");
        _project.Build().Fail();
        _project.Edit("Later.cs", "(ulong)(value * 1.5)", "value + value / 2");
        Build(Objects);

        // The compiler cannot start; nothing else changes until it can.
        _project.Edit("Later.cs", "value / 2", "value / 4");
        _project.Build("-p:BpfLlvmPath=/nowhere").Fail();
        Build(Objects);
    }

    [Fact]
    public void InterruptedBuildIsFinished()
    {
        Build();
        byte[] before = ReadObject();
        _project.Edit("Constants.cs", "Key = 1", "Key = 7");
        // The sources were scanned, but the build did not continue.
        _project.Build("-t:Build", "-p:_BpfStop=sources", "-p:CustomAfterMicrosoftCommonTargets=" + StopFile()).Fail();
        Build(Objects);
        Assert.NotEqual(before, ReadObject());

        _project.Edit("Helper.cs", "value * 2", "value * 3");
        // Roslyn was killed while it wrote.
        _project.Build("-p:_BpfStop=il", "-p:CustomAfterMicrosoftCommonTargets=" + StopFile()).Fail();
        File.WriteAllText(Path.Combine(_project.ObjectDirectory, "il/Consumer.dll"), "half");
        Build(Objects);
    }

    [Fact]
    public void OtherBuildConfigurationsAreTrackedSeparately()
    {
        Build();
        _project.Edit("Constants.cs", "Key = 1", "Key = 7");
        _project.Build("-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-t:Compile").Succeed();
        Build(Objects);

        // Another configuration in between.
        _project.Edit("Helper.cs", "value * 2", "value * 3");
        _project.Build("-c", "Release").Succeed();
        Build(Objects);
        byte[] release = File.ReadAllBytes(_project["obj/Release/net10.0/bpf/Consumer.Probes.x86_64.bpf.o"]);
        Assert.Equal(release, ReadObject());

        Build(Same, "-p:DefineConstants=OTHER");
        Build(Objects, "--no-incremental");
        _project.DotNet("clean").Succeed();
        Build();
        Assert.True(File.Exists(Path.Combine(_project.ObjectDirectory, "Consumer.Probes.x86_64.bpf.o")));
    }

    [Fact]
    public void ReferencedProjectIsTrackedAsFarAsBpfCodeReaches()
    {
        string library = _feed.CreateDirectory("library");
        string source = Path.Combine(library, "Library.cs");
        string other = Path.Combine(_feed.CreateDirectory("other"), "Other.csproj");
        File.WriteAllText(Path.Combine(library, "Library.csproj"), Project);
        File.WriteAllText(source, "namespace Library; public static class Math2 { public static ulong Half(ulong value) { return value / 2; } }");
        File.WriteAllText(other, Project);
        string otherSource = Path.Combine(Path.GetDirectoryName(other)!, "Other.cs");
        File.WriteAllText(otherSource, "namespace Other; public static class Text { public static string Get() { return \"a\"; } }");
        _project.Edit("Consumer.csproj", "<ItemGroup>", $"<ItemGroup><ProjectReference Include=\"{library}/Library.csproj;{other}\" />");
        _project.Edit("Probes.cs", "Helper.Twice(value)", "Library.Math2.Half(value)");
        _project.Edit("Program.cs", "calls {", "{Other.Text.Get()} {");
        Build();

        File.WriteAllText(source, File.ReadAllText(source).Replace("/ 2", "/ 4", StringComparison.Ordinal));
        Build(Objects);
        File.WriteAllText(otherSource, File.ReadAllText(otherSource).Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        Build(Nothing);
        File.WriteAllText(otherSource, File.ReadAllText(otherSource).Replace("string Get()", "string Get(int a = 1)", StringComparison.Ordinal));
        Build(Same);
        _project.Edit("Consumer.csproj", $";{other}", "");
        _project.Edit("Program.cs", "{Other.Text.Get()} {", "calls {");
        Build(Same);
    }

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
        """;

    // Interrupts the build where a user might.
    private string StopFile()
    {
        Write("stop.targets", """
            <Project>
              <Target Name="StopSources" AfterTargets="_BpfSources" Condition="'$(_BpfStop)' == 'sources'"><Error Text="stopped" /></Target>
              <Target Name="StopIL" AfterTargets="_BpfFilesRead" Condition="'$(_BpfStop)' == 'il'"><Error Text="stopped" /></Target>
            </Project>
            """);
        return _project["stop.targets"];
    }

    private void Write(string file, string text) => File.WriteAllText(_project[file], text);

    private void Build()
    {
        _project.Build().Succeed();
        _last = Look();
    }

    /// <summary>Builds, and checks which steps ran: the compilation for BPF code, and whether the object changed.</summary>
    private void Build(string steps, params string[] arguments)
    {
        _project.Build(arguments).Succeed();
        State now = Look();
        string[] ran = [.. now.Intermediate != _last.Intermediate ? new[] { "IL" } : [], .. now.Object != _last.Object ? new[] { "objects" } : []];
        Assert.Equal(steps, string.Join(", ", ran));
        // The object in the assembly is the one on disk.
        Assert.Contains(Convert.ToHexString(ReadObject()), Convert.ToHexString(File.ReadAllBytes(_project["bin/Debug/net10.0/Consumer.dll"])), StringComparison.Ordinal);
        _last = now;
    }

    private State Look() => new(Time("Consumer.bpf.il.stamp"), Time("Consumer.Probes.x86_64.bpf.o"));

    private DateTime Time(string file) => File.GetLastWriteTimeUtc(Path.Combine(_project.ObjectDirectory, file));

    private byte[] ReadObject() => File.ReadAllBytes(Path.Combine(_project.ObjectDirectory, "Consumer.Probes.x86_64.bpf.o"));

    private string ReadAssembly() => System.Text.Encoding.Unicode.GetString(File.ReadAllBytes(_project["obj/Debug/net10.0/Consumer.dll"])[1..])
        + System.Text.Encoding.Unicode.GetString(File.ReadAllBytes(_project["obj/Debug/net10.0/Consumer.dll"]));

    private readonly record struct State(DateTime Intermediate, DateTime Object);
}

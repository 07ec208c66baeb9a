using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Bpf.Sdk.Tests;

/// <summary>The two-pass build in a project that has only the package reference.</summary>
public class BuildTests(PackageFeed feed)
{
    private readonly ConsumerProject _project = new(feed);

    [Fact]
    public void BuildsRunsRebuildsNothingAndCleans()
    {
        CommandResult build = _project.Build().Succeed();
        Assert.Empty(build.Warnings);
        Assert.Equal(["Bpf.Consumer.Probes.aarch64.bpf.o", "Bpf.Consumer.Probes.x86_64.bpf.o"], Resources());
        Assert.Contains("OnAbs uprobe/libc:labs", Run().Succeed().Output, StringComparison.Ordinal);

        Dictionary<string, DateTime> first = Times();
        _project.Build().Succeed();
        Assert.Equal(first, Times());

        File.AppendAllText(_project["Probes.cs"], "\n// A comment changes no object.\n");
        _project.Build().Succeed();
        Dictionary<string, DateTime> second = Times();
        Assert.Equal(
            [
                "Consumer.bpf.changed", "Consumer.bpf.il.stamp", "Consumer.bpf.read", "Consumer.bpf.sources", "Consumer.bpf.sources.stamp", "Consumer.bpf.stamp",
                "il/Consumer.dll", "il/Consumer.pdb",
            ],
            Changed(first, second));

        _project.Edit("Probes.cs", "Increment(ref s_calls)", "Add(ref s_calls, 2)");
        _project.Build().Succeed();
        Assert.Contains("Consumer.Probes.x86_64.bpf.o", Changed(second, Times()));

        _project.DotNet("clean").Succeed();
        Assert.False(Directory.Exists(_project.ObjectDirectory));
    }

    [Fact]
    public void ProbesItsOwnProcess()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "loading BPF programs needs root here");
        _project.Build().Succeed();

        CommandResult run = Run("attach").Succeed();

        Assert.Contains("calls 5\nlast 5\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void DebugAndReleaseProduceTheSameObjects()
    {
        _project.Build("-c", "Debug").Succeed();
        byte[] debug = File.ReadAllBytes(Path.Combine(_project.ObjectDirectory, "Consumer.Probes.x86_64.bpf.o"));

        // Also for a project in another folder: the object contains no paths.
        ConsumerProject elsewhere = new(feed);
        elsewhere.Build("-c", "Release").Succeed();
        byte[] release = File.ReadAllBytes(elsewhere["obj/Release/net10.0/bpf/Consumer.Probes.x86_64.bpf.o"]);

        Assert.Equal(debug, release);
    }

    [Fact]
    public void DroppedArchitecturesAndClassesLeaveNoObject()
    {
        File.WriteAllText(_project["More.cs"], File.ReadAllText(_project["Probes.cs"]).Replace("class Probes", "class More", StringComparison.Ordinal));
        _project.Build().Succeed();
        Assert.Equal(4, Objects().Length);

        _project.Build("-p:BpfArchitectures=aarch64").Succeed();
        Assert.Equal(["Consumer.More.aarch64.bpf.o", "Consumer.Probes.aarch64.bpf.o"], Objects());
        Assert.Equal(["Bpf.Consumer.More.aarch64.bpf.o", "Bpf.Consumer.Probes.aarch64.bpf.o"], Resources());

        File.Delete(_project["More.cs"]);
        _project.Build().Succeed();
        Assert.Equal(["Consumer.Probes.aarch64.bpf.o", "Consumer.Probes.x86_64.bpf.o"], Objects());
        Assert.Equal(["Bpf.Consumer.Probes.aarch64.bpf.o", "Bpf.Consumer.Probes.x86_64.bpf.o"], Resources());
    }

    [Fact]
    public void ErrorInBpfCodeIsShownOnceAtItsLineAndFailsEveryBuildUntilItIsGone()
    {
        _project.Edit("Probes.cs", "        return 0;", "        throw new System.InvalidOperationException();");

        for (int attempt = 0; attempt < 2; attempt++)
        {
            CommandResult build = _project.Build().Fail();
            string error = Assert.Single(build.Errors, line => line.Contains("BPF", StringComparison.Ordinal));
            Assert.Contains("Probes.cs(20,9): error BPF0107", error, StringComparison.Ordinal);
        }

        _project.Edit("Probes.cs", "        throw new System.InvalidOperationException();", "        return 0;");
        _project.Build().Succeed();
    }

    [Fact]
    public void WithoutLlvmOneErrorNamesPackageAndProperty()
    {
        for (int attempt = 0; attempt < 2; attempt++)
        {
            CommandResult build = _project.Build("-p:BpfLlvmPath=/nowhere/libLLVM.so").Fail();
            string error = Assert.Single(build.Errors);
            Assert.Contains("error BPF0603: libLLVM was not found at '/nowhere/libLLVM.so'", error, StringComparison.Ordinal);
            Assert.Contains("apt install libllvm19", error, StringComparison.Ordinal);
            Assert.Contains("dnf install", error, StringComparison.Ordinal);
            Assert.Contains("BpfLlvmPath", error, StringComparison.Ordinal);
        }

        _project.Build().Succeed();
    }

    [Fact]
    public void OldLlvmIsRefusedWithItsVersion()
    {
        File.WriteAllText(_project["old.c"], "void LLVMGetVersion(unsigned *a, unsigned *b, unsigned *c) { *a = 14; *b = 0; *c = 6; }\n");
        Command.Run(_project.Root, "gcc", ["-shared", "-fPIC", "-o", "libold.so", "old.c"]).Succeed();

        CommandResult build = _project.Build($"-p:BpfLlvmPath={_project["libold.so"]}").Fail();

        string error = Assert.Single(build.Errors);
        Assert.Contains("error BPF0604", error, StringComparison.Ordinal);
        Assert.Contains("14", error, StringComparison.Ordinal);
    }

    [Fact]
    public void NativeCrashIsAnErrorWithTheLastOutput()
    {
        File.WriteAllText(_project["crash.c"], """
            #include <stdio.h>
            #include <stdlib.h>
            void LLVMGetVersion(unsigned *a, unsigned *b, unsigned *c) { fprintf(stderr, "LLVM ERROR: Cannot select\n"); abort(); }
            """);
        Command.Run(_project.Root, "gcc", ["-shared", "-fPIC", "-o", "libcrash.so", "crash.c"]).Succeed();

        CommandResult build = _project.Build($"-p:BpfLlvmPath={_project["libcrash.so"]}").Fail();

        string error = Assert.Single(build.Errors);
        Assert.Contains("error BPF0610", error, StringComparison.Ordinal);
        Assert.Contains("SIGABRT", error, StringComparison.Ordinal);
        Assert.Contains("LLVM ERROR: Cannot select", error, StringComparison.Ordinal);
    }

    [Fact]
    public void LibraryShipsItsObjectsAndItsConsumerCompilesNone()
    {
        _project.Edit("Consumer.csproj", "<OutputType>Exe</OutputType>", "<TargetFrameworks>net10.0</TargetFrameworks>");
        _project.Edit("Consumer.csproj", "<TargetFramework>net10.0</TargetFramework>", "");
        File.Delete(_project["Program.cs"]);
        string user = feed.CreateDirectory("user");
        File.WriteAllText(Path.Combine(user, "User.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{_project["Consumer.csproj"]}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(user, "Program.cs"), """
            using Consumer.ProbesSkeleton skeleton = Consumer.ProbesSkeleton.Open();
            System.Console.WriteLine(skeleton.Programs.OnAbs.SectionName);
            """);

        Command.DotNet(user, "build", "-nologo", $"-p:BpfPackageVersion={PackageFeed.Version}").Succeed();

        CommandResult run = Command.DotNet(user, Path.Combine(user, "bin/Debug/net10.0/User.dll")).Succeed();
        Assert.Contains("uprobe/libc:labs", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(user, "obj/Debug/net10.0/bpf")));
    }

    /// <summary>
    /// The first pass loads a .NET generator only if a source file names its attributes, because loading them all takes longer than compiling a small
    /// project.
    /// </summary>
    [Theory]
    [InlineData("System.Text.RegularExpressions.Generator", "partial class Used { [System.Text.RegularExpressions.GeneratedRegex(\"a+\")] private static partial System.Text.RegularExpressions.Regex A(); }")]
    [InlineData("System.Text.Json.SourceGeneration", "[System.Text.Json.Serialization.JsonSerializable(typeof(int))] partial class Used : System.Text.Json.Serialization.JsonSerializerContext;")]
    [InlineData("Microsoft.Interop.LibraryImportGenerator", "partial class Used { [Import(\"c\")] private static partial int getpid(); }")]
    [InlineData("Microsoft.Interop.ComInterfaceGenerator", "[System.Runtime.InteropServices.Marshalling.GeneratedComInterface, System.Runtime.InteropServices.Guid(\"0d3c0a0e-0c3f-4b6c-8f5e-6f9d4c3b2a10\")] partial interface IUsed { void M(); }")]
    public void FirstPassLoadsTheGeneratorsThatTheSourcesUse(string generator, string source)
    {
        _project.Edit("Program.cs", "[LibraryImport", "[DllImport");
        _project.Edit("Program.cs", "static partial nint", "static extern nint");
        Assert.DoesNotContain(generator, FirstPass(), StringComparison.Ordinal);

        _project.Edit("Consumer.csproj", "</Project>", """<ItemGroup><Using Include="System.Runtime.InteropServices.LibraryImportAttribute" Alias="ImportAttribute" /></ItemGroup></Project>""");
        File.WriteAllText(_project["Used.cs"], source);
        string pass = FirstPass();
        Assert.Contains(generator, pass, StringComparison.Ordinal);
        Assert.DoesNotContain("NetAnalyzers", pass, StringComparison.Ordinal);
    }

    // The command of the C# compiler whose output is the IL that bpfc takes.
    private string FirstPass()
        => Assert.Single(_project.Build("-v:detailed").Succeed().Output.Split('\n'), line => line.Contains("/bpf/il/Consumer.dll", StringComparison.Ordinal) && line.Contains("/noconfig", StringComparison.Ordinal));

    private CommandResult Run(params string[] arguments)
        => Command.DotNet(_project.Root, [_project["bin/Debug/net10.0/Consumer.dll"], .. arguments]);

    private string[] Objects() =>
        [.. Directory.EnumerateFiles(_project.ObjectDirectory, "*.bpf.o").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string[] Resources()
    {
        using PEReader image = new(File.OpenRead(_project["bin/Debug/net10.0/Consumer.dll"]));
        MetadataReader reader = image.GetMetadataReader();
        return [.. reader.ManifestResources
            .Select(handle => reader.GetString(reader.GetManifestResource(handle).Name))
            .Order(StringComparer.Ordinal)];
    }

    private Dictionary<string, DateTime> Times() => Directory
        .EnumerateFiles(_project.ObjectDirectory, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(_project.ObjectDirectory, file), File.GetLastWriteTimeUtc);

    private static string[] Changed(Dictionary<string, DateTime> before, Dictionary<string, DateTime> after) =>
        [.. after.Where(file => before.GetValueOrDefault(file.Key) != file.Value).Select(file => file.Key).Order(StringComparer.Ordinal)];
}

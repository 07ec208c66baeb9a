using System.Text.Json.Nodes;
using Bpf.Compiler;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Cli.Tests;

/// <summary>Files with embedded objects: assemblies, and executables of any language.</summary>
public class EmbeddedObjectTests(ObjectFiles files)
{
    [Fact]
    public void ObjectsOfAnAssembly()
    {
        KernelRequirement.NeedRoot();
        string path = AssemblyWith("tool.dll", Compile());
        JsonNode report = Assert.Single(BpfCommand.Run("load", "--json", path).Succeed().Json);
        Assert.Equal("Samples.MallocTop", (string?)report["name"]);
        Assert.Contains("x86_64", (string?)report["origin"]);
        Assert.Contains("OnMalloc", BpfCommand.Run("inspect", path).Succeed().Output);
        Assert.Contains("OnMalloc", BpfCommand.Run("inspect", path, "--object", "MallocTop").Succeed().Output);
        Assert.Contains("has Samples.MallocTop", BpfCommand.Run("attach", path, "--object", "Top").Fail().Errors);
        Assert.Contains("Program.cs(", BpfCommand.Run("disasm", path, "OnMalloc").Succeed().Output);
    }

    [Fact]
    public void AssemblyWithoutObjectsOrDamagedAssemblyIsReported()
    {
        Assert.Contains("no embedded BPF objects", BpfCommand.Run("inspect", typeof(object).Assembly.Location).Fail().Errors);
        byte[] bytes = File.ReadAllBytes(AssemblyWith("whole.dll", Compile()));
        Assert.Contains("damaged", BpfCommand.Run("inspect", files.Write("half.dll", bytes[..(bytes.Length / 2)])).Fail().Errors);
    }

    [Fact]
    public void ObjectsInsideAnExecutableAreFoundForAnyLanguage()
    {
        KernelRequirement.NeedRoot();
        byte[] first = File.ReadAllBytes(files.Object("globals")), second = File.ReadAllBytes(files.Object("maps"));
        string source = files["carrier.s"], program = files["carrier"];
        files.Write("first.bin", first);
        files.Write("second.bin", second);
        File.WriteAllText(source, $"""
            .globl main
            main: ret
            .section .rodata
            .incbin "{files["first.bin"]}"
            .ascii "between"
            .incbin "{files["second.bin"]}"
            """);
        Tool.Run("gcc", "-o", program, source);
        IReadOnlyList<JsonNode> reports = BpfCommand.Run("load", "--json", program).Succeed().Json;
        Assert.Equal(2, reports.Count);
        Assert.Contains("at 0x", (string?)reports[1]["origin"]);
        Assert.Contains("store", BpfCommand.Run("disasm", program).Succeed().Output);
        string offset = ((string)reports[1]["origin"]!).Split(" at ")[1];
        Assert.Equal((string?)reports[1]["origin"], (string?)Assert.Single(BpfCommand.Run("load", "--json", "--object", offset, program).Succeed().Json)["origin"]);
        Assert.Contains(offset, BpfCommand.Run("inspect", "--object", "0x1", program).Fail().Errors);
        Assert.Contains("contains no BPF objects", BpfCommand.Run("inspect", "/bin/true").Fail().Errors);
    }

    private static CompiledObject Compile()
        => BpfSource.CompileObjects(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "programs", "MallocTop.cs")), architectures: TargetArchitecture.X64)[0];

    private string AssemblyWith(string name, CompiledObject compiled)
    {
        byte[] bytes = compiled.Bytes.ToArray();
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(name), [], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        ResourceDescription resource = new($"Bpf.{compiled.Name}.x86_64.bpf.o", () => new MemoryStream(bytes), isPublic: true);
        using (FileStream stream = File.Create(files[name]))
        {
            Assert.True(compilation.Emit(stream, manifestResources: [resource]).Success);
        }

        return files[name];
    }
}

using Bpf.Symbols.DotNet.Code;
using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.Methods;
using Bpf.Symbols.DotNet.Names;
using Bpf.Symbols.DotNet.ReadyToRun;
using Bpf.Symbols.DotNet.Runtime;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>
/// Code that was compiled ahead of time has two descriptions: the table of the methods that the runtime has prepared, and those of the image, which also
/// serve runtimes without the former. Where both name a function, they agree.
/// </summary>
public sealed class PrecompiledTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("System.Private.CoreLib.dll")]
    [InlineData("System.Linq.dll")]
    [InlineData("System.Text.Json.dll")]
    [InlineData("System.Collections.dll")]
    public void RuntimeAndImageAgree(string library)
    {
        Counts counts = Compare(GuestForm.Framework, library);
        Assert.NotEqual(0, counts.Instances);
    }

    [Theory]
    [InlineData(GuestForm.Version9)]
    [InlineData(GuestForm.Version8)]
    public void ImagesNameTheCodeOfOlderRuntimes(GuestForm form)
    {
        Counts counts = Compare(form, "System.Private.CoreLib.dll");
        Assert.Equal(0, counts.Prepared);
        Assert.NotEqual(0, counts.Functions);
    }

    private Counts Compare(GuestForm form, string library)
    {
        using GuestProcess guest = new(form, []);
        using ProcessMemory memory = ProcessMemory.Open(guest.Id);
        ProcessMaps maps = ProcessMaps.Read(guest.Id);
        DotNetRuntime runtime = DotNetRuntime.Open(guest.Id, memory, maps);
        using ModuleTable modules = new(memory, runtime.Layout, new ProcessFiles(guest.Id, maps));
        MethodReader methods = new(memory, runtime.Layout, modules, new TypeReader(memory, runtime.Layout, modules));

        CodeBlock image = maps.Mappings.Where(mapping => mapping.IsExecutable && Path.GetFileName(mapping.Name) == library)
            .Select(mapping => runtime.Code.Find((mapping.Start + mapping.End) / 2)).First(block => block.UnwindTable != 0);
        RuntimeFunctions functions = new(memory, image.UnwindTable, image.UnwindCount, image.UnwindEntrySize);
        int prepared = 0;
        int instances = 0;
        int unnamed = 0;
        List<string> differences = [];
        for (int index = 0; index < functions.Count; index++)
        {
            ulong address = image.SectionBegin + functions.Begin(index);
            CodeBlock block = runtime.Code.Find(address);
            Assert.True(runtime.Code.TryFindUnwind(block, address, out UnwindFunction function) && function.Begin == address,
                $"function {index} of {functions.Count} at {functions.Begin(index):x}-{functions.End(index):x}: {block}, {function}");
            if (runtime.Code.MethodInImage(block, address) is not { } inImage)
            {
                differences.Add($"function {index} of no method");
                continue;
            }

            MethodIdentity? byImage = methods.Find(block.Module, inImage);
            unnamed += byImage is null ? 1 : 0;
            if (block.Method == 0 || block.Start != address || byImage is null)
            {
                continue;
            }

            prepared++;
            MethodIdentity byRuntime = methods.Find(block.Method)!;
            instances += byRuntime.Type!.Arguments.Length + byRuntime.Arguments.Length > 0 ? 1 : 0;
            if (NameOf(byRuntime) != NameOf(byImage))
            {
                differences.Add($"{MethodNames.Raw(byRuntime)} is {MethodNames.Raw(byImage)} in the image");
            }
        }

        output.WriteLine($"{library}: {functions.Count} functions, {prepared} prepared, {instances} of them generic; {unnamed} without a name in the image");
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20)));
        Assert.Equal(0, unnamed);
        return new Counts((int)functions.Count, prepared, instances);
    }

    // The image names generic methods by their definition.
    private static string NameOf(MethodIdentity method) => $"{method.Type!.Namespace}.{string.Join('.', method.Type.Names)}.{method.Name}";

    private readonly record struct Counts(int Functions, int Prepared, int Instances);
}

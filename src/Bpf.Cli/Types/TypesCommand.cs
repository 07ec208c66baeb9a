using System.CommandLine;
using Bpf.KernelTypes.CSharp;
using Bpf.KernelTypes.Merging;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>bpf types NAME…</summary>
internal static class TypesCommand
{
    private const string BtfDirectory = "/sys/kernel/btf/";
    private const string RunningKernel = BtfDirectory + "vmlinux";

    public static Command Create()
    {
        Argument<string[]> names = new("name") { Description = "A struct, union, enumeration, or typedef of an anonymous struct.",
            Arity = ArgumentArity.OneOrMore };
        Option<string?> btf = new("--btf") { Description = $"Read types from this file, either BTF or ELF with a .BTF section, instead of {RunningKernel}." };
        Option<string?> baseBtf = new("--base") { Description = $"The base BTF of the --btf file. For modules in {BtfDirectory}, the default is {RunningKernel}." };
        Option<bool> closure = new("--with-closure") { Description = "Also declare the types that members point to, transitively. Otherwise, those members are void*." };
        Option<string?> ns = new("--namespace") { Description = "The namespace for the declarations." };
        Command command = new("types", "Print C# declarations of kernel types that Bpf.Vmlinux does not have, such as those of modules or other kernels.")
        {
            names, btf, baseBtf, closure, ns,
        };
        command.SetAction(result => Errors.Guard(json: false, "types", () =>
        {
            string path = result.GetValue(btf) ?? RunningKernel;
            Write(path, result.GetValue(baseBtf) ?? BaseOf(path), result.GetValue(names)!, result.GetValue(closure), result.GetValue(ns));
            return 0;
        }));
        return command;
    }

    private static string? BaseOf(string path) => path.StartsWith(BtfDirectory, StringComparison.Ordinal) && path != RunningKernel ? RunningKernel : null;

    private static void Write(string path, string? basePath, string[] names, bool withClosure, string? ns)
    {
        string[] declarations;
        try
        {
            declarations = [.. new CSharpWriter(KernelTypeFile.Read(path, basePath), [], isCheckedAtBuild: false).Some(names.Distinct(), withClosure)];
        }
        catch (KeyNotFoundException exception)
        {
            throw new BpfException("find type", path, null, exception.Message);
        }

        Console.WriteLine($"// Kernel types from {path}, written by: bpf types {string.Join(' ', names)}{(withClosure ? " --with-closure" : "")}");
        Console.WriteLine("#pragma warning disable CS0169, CS0649, CS8981 // fields that only the kernel sets; lower-case names");
        Console.WriteLine("using Bpf;");
        Console.WriteLine();
        if (ns is not null)
        {
            Console.WriteLine($"namespace {ns};");
            Console.WriteLine();
        }

        Console.Write(string.Join('\n', declarations.Where(text => text.Length > 0)));
    }
}

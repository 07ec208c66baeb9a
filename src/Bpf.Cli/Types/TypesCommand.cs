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
        Argument<string[]> names = new("name") { Description = "A struct, union or enumeration, or a typedef for an unnamed struct.",
            Arity = ArgumentArity.OneOrMore };
        Option<string?> btf = new("--btf") { Description = $"Take the types from this file, BTF or an ELF file with a section .BTF, instead of {RunningKernel}." };
        Option<string?> baseBtf = new("--base") { Description = $"The file that --btf continues. Files of modules in {BtfDirectory} continue {RunningKernel}." };
        Option<bool> closure = new("--with-closure") { Description = "Also declare what members point to, and so on. Without it, such members are void*." };
        Option<string?> ns = new("--namespace") { Description = "The namespace of the declarations." };
        Command command = new("types", "Print C# declarations of kernel types, for types that Bpf.Vmlinux does not have: those of modules and of other kernels.")
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

        Console.WriteLine($"// Kernel types from {path}, by: bpf types {string.Join(' ', names)}{(withClosure ? " --with-closure" : "")}");
        Console.WriteLine("#pragma warning disable CS0169, CS0649, CS8981 // fields that the kernel sets; names in lower case");
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

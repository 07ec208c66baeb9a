using System.CommandLine;
using Bpf.Objects;
using Bpf.Runtime;
using Bpf.Runtime.Syscalls;

namespace Bpf.Cli;

/// <summary>The command <c>bpf btf min FILE…</c>.</summary>
internal static class BtfCommand
{
    private const string RunningKernel = "/sys/kernel/btf/vmlinux";

    public static Command Create() => new("btf", "Work with kernel types (BTF).") { CreateMin() };

    private static Command CreateMin()
    {
        Argument<string[]> files = new("file")
        {
            Description = "BPF object files, or .NET assemblies or programs that contain BPF objects.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string[]> chosen = CommonOptions.Object();
        Option<string?> btf = new("--btf")
        {
            Description = $"All types of the kernel that will load the objects: BTF, or ELF with a .BTF section. The default is {RunningKernel}.",
            HelpName = "FILE",
        };
        Option<string> output = new("--output", "-o") { Description = "File to write.", HelpName = "OUT", Required = true };
        Command command = new("min", "Write the few kernel types that the CO-RE relocations of objects need, for kernels that do not have BTF.")
        {
            files, chosen, btf, output,
        };
        command.SetAction(result => Errors.Guard(json: false, "btf min", () =>
        {
            Write(result.GetValue(files)!, result.GetValue(chosen) ?? [], result.GetValue(btf) ?? RunningKernel, result.GetValue(output)!);
            return 0;
        }));
        return command;
    }

    private static void Write(string[] files, string[] chosen, string btf, string output)
    {
        List<ObjectDescription> objects = [.. files.SelectMany(file => ObjectSource.Open(file, chosen))
            .Select(source => ObjectDescription.Read(source.Contents, source.Name))];
        ReducedBtf reduced = ReducedBtf.Create(Read(btf), btf, objects);
        foreach (string missing in reduced.Missing)
        {
            Console.Error.WriteLine($"bpf: warning: {btf} does not have {missing}; programs can use it only behind a check for its existence.");
        }

        try
        {
            File.WriteAllBytes(output, reduced.Contents.Span);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("write", output, null, exception.Message, exception);
        }

        Console.WriteLine($"{output}: {reduced.TypeCount} types, {reduced.Contents.Length} bytes");
    }

    private static byte[] Read(string path)
    {
        try
        {
            return InputFile.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("read kernel types from", path, null, exception.Message, exception);
        }
    }
}

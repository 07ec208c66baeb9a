using System.Diagnostics;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Loads every program of some objects by itself, and says which ones the verifier refuses: <c>OBJECT file program OK|REFUSED reason</c>.</summary>
internal static class ObjectLoads
{
    /// <summary>Where eng/random-kernels.sh puts objects for a virtual machine.</summary>
    public const string Folder = "/random-objects";

    /// <summary>Loads the objects of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="write">Receives each line of the report.</param>
    public static void Report(string folder, Action<string> write)
    {
        Stopwatch watch = Stopwatch.StartNew();
        foreach (string file in Directory.GetFiles(folder, "*.o").Order(StringComparer.Ordinal))
        {
            byte[] bytes = File.ReadAllBytes(file);
            foreach (string program in NamesOf(bytes))
            {
                write($"OBJECT {Path.GetFileNameWithoutExtension(file)} {program} {Load(bytes, program)}");
            }
        }

        write($"LOADED {watch.Elapsed.TotalSeconds:F0} s");
    }

    private static string[] NamesOf(byte[] bytes)
    {
        using BpfObject bpf = BpfObject.Open(bytes, "Programs");
        return [.. bpf.Programs.Select(program => program.Name)];
    }

    private static string Load(byte[] bytes, string name)
    {
        using BpfObject bpf = BpfObject.Open(bytes, "Programs");
        foreach (BpfProgram program in bpf.Programs)
        {
            program.AutoLoad = program.Name == name;
        }

        try
        {
            bpf.Load();
            return "OK";
        }
        catch (VerifierException exception)
        {
            return $"REFUSED {exception.Reason.ReplaceLineEndings(" ")}";
        }
        catch (BpfException exception)
        {
            return $"FAILED {exception.Message.ReplaceLineEndings(" ")}";
        }
    }
}

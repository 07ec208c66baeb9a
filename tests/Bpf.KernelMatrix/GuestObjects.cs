using Bpf.Compiler;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.KernelMatrix;

/// <summary>Objects that every kernel must load: routines that parse text and programs that read a tracepoint record, from Debug and Release IL.</summary>
internal static class GuestObjects
{
    private const string Usings = "using System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    private static readonly OptimizationLevel[] s_configurations = [OptimizationLevel.Debug, OptimizationLevel.Release];
    private static readonly string[] s_textRoutines = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "TextPairs"), "*.cs");

    /// <summary>How many there are.</summary>
    public static int Count => (s_textRoutines.Length + ContextPrograms.All.Count) * s_configurations.Length;

    /// <summary>Compiles them into a directory.</summary>
    public static void Write(string directory, TargetArchitecture architecture)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        Directory.CreateDirectory(directory);
        IEnumerable<string> texts = s_textRoutines.Order(StringComparer.Ordinal).Select(TextOf);
        IEnumerable<string> contexts = ContextPrograms.All.Select((item, number) => ContextPrograms.Source($"Context{number}", item.Parameter, item.Body));
        string source = Usings + string.Join('\n', texts.Concat(contexts));
        foreach (OptimizationLevel optimization in s_configurations)
        {
            foreach (CompiledObject compiled in BpfSource.CompileObjects(source, optimization, architectures: architecture))
            {
                File.WriteAllBytes(Path.Combine(directory, $"{compiled.Name}-{optimization}.o"), compiled.Bytes.Span);
            }
        }
    }

    /// <summary>Compiles a program of each kind into a directory.</summary>
    public static void WriteKinds(string directory, TargetArchitecture architecture)
        => WriteAll(directory, BpfSource.CompileObjects(KindPrograms.Source, architectures: architecture), "");

    /// <summary>Compiles programs that every kernel refuses, the same as their authors mend them, and calls of helpers that came after Linux 5.10.</summary>
    /// <param name="directory">Gets the folders refusals, remedies and new-helpers.</param>
    /// <param name="root">Root of the repository.</param>
    /// <param name="architecture">The machine that loads them.</param>
    /// <param name="areAll">False without those that take minutes on an emulated machine.</param>
    public static void WriteRefusals(string directory, string root, TargetArchitecture architecture, bool areAll)
    {
        string refusals = Path.Combine(directory, "refusals");
        string remedies = Path.Combine(directory, "remedies");
        string newHelpers = Path.Combine(directory, "new-helpers");
        foreach (string folder in new[] { refusals, remedies, newHelpers }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (OptimizationLevel optimization in s_configurations)
        {
            WriteAll(refusals, RefusedPrograms.Compile(root, hasRemedy: false, optimization, architecture, areAll), $"-{optimization}");
            WriteAll(remedies, RefusedPrograms.Compile(root, hasRemedy: true, optimization, architecture, areAll), $"-{optimization}");
        }

        WriteAll(newHelpers, BpfSource.CompileObjects(NewHelperPrograms.Source, architectures: architecture), "");
        string headers = architecture == TargetArchitecture.X64 ? "/usr/include/x86_64-linux-gnu" : "/usr/include/aarch64-linux-gnu";
        foreach (string file in RefusedPrograms.FilesOfC(root).Where(file => areAll || !RefusedPrograms.IsSlow(file)))
        {
            GuestImage.Run("clang-19", "-target", "bpf", "-mcpu=v3", "-O2", "-g", "-Wno-all", "-idirafter", headers, "-c", file,
                "-o", Path.Combine(refusals, $"{Path.GetFileNameWithoutExtension(file)}.o"));
        }
    }

    private static void WriteAll(string directory, IEnumerable<CompiledObject> objects, string suffix)
    {
        Directory.CreateDirectory(directory);
        foreach (CompiledObject compiled in objects)
        {
            File.WriteAllBytes(Path.Combine(directory, $"{compiled.Name}{suffix}.o"), compiled.Bytes.Span);
        }
    }

    /// <summary>Compiles the programs of the guest that replace functions, and those that they replace, from Debug IL; the guest itself has Release IL.</summary>
    public static void WriteExtensions(string directory, string file, TargetArchitecture architecture)
    {
        Directory.CreateDirectory(directory);
        foreach (CompiledObject compiled in BpfSource.CompileObjects(TextOf(file), OptimizationLevel.Debug, architectures: architecture))
        {
            File.WriteAllBytes(Path.Combine(directory, $"{compiled.Name}-Debug.o"), compiled.Bytes.Span);
        }
    }

    // Without the lines that are allowed only once per file.
    private static string TextOf(string file)
        => string.Join('\n', File.ReadLines(file).Where(line => !line.StartsWith("namespace ", StringComparison.Ordinal) && !line.StartsWith("using ", StringComparison.Ordinal)));
}

using System.Diagnostics;
using System.Reflection;
using Bpf.Compiler;
using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Builds the guest program for one architecture and runs it: on this host or in a virtual machine.</summary>
internal static class GuestImage
{
    private static readonly string s_root = typeof(GuestImage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    // Test classes boot in parallel, and the guest builds of both architectures share the outputs of their references.
    private static readonly Lock s_packing = new();
    private static readonly Lock s_publishing = new();

    private static readonly Dictionary<string, Lazy<string>> s_published = new()
    {
        ["x86_64"] = new(() => Publish("x86_64", "linux-x64", "gcc")),
        ["aarch64"] = new(() => Publish("aarch64", "linux-arm64", "aarch64-linux-gnu-gcc",
            "-p:CppCompilerAndLinker=clang-19", "-p:LinkerFlavor=lld-19", "-p:ObjCopyName=aarch64-linux-gnu-objcopy")),
    };

    /// <summary>Boots a kernel of eng/kernels.sh with the guest program as its first process and returns the console output.</summary>
    public static string Boot(string kernel)
    {
        string architecture = kernel[..kernel.IndexOf('-', StringComparison.Ordinal)];
        string directory = s_published[architecture].Value;
        string image = Path.Combine(directory, "..", $"{architecture}.cpio.gz");
        lock (s_packing)
        {
            if (!File.Exists(image))
            {
                Run("bash", "eng/kernels.sh", "initramfs", architecture, directory, image);
            }
        }

        return Run("bash", "eng/kernels.sh", "boot", kernel, image);
    }

    /// <summary>Runs the guest program as an ordinary process of this host and returns its output.</summary>
    public static string RunOnHost()
    {
        string directory = s_published["x86_64"].Value;
        return Run(Path.Combine(directory, "init"), Path.Combine(directory, "traced"));
    }

    /// <summary>Runs a program in the root of the repository and returns its output.</summary>
    public static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = s_root, RedirectStandardOutput = true, RedirectStandardError = true };
        // The test host's own MSBuild settings must not reach a nested build.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{errors.Result}");
    }

    private static void PublishSample(string name, string runtime, string directory)
    {
        string output = Path.Combine(directory, "..", $"{Path.GetFileName(directory)}-{name}");
        Run("dotnet", "publish", $"samples/{name}", "-c", "Release", "-r", runtime, "-o", output, "-nologo", "-v", "quiet");
        File.Copy(Path.Combine(output, name), Path.Combine(directory, name.ToLowerInvariant()), overwrite: true);
    }

    private static string Publish(string architecture, string runtime, string compiler, params string[] options)
    {
        string directory = Path.Combine(s_root, "artifacts", "guest", architecture);
        string publish = Path.Combine(s_root, "artifacts", "guest", $"{architecture}-publish");
        Directory.CreateDirectory(directory);
        File.Delete(Path.Combine(directory, "..", $"{architecture}.cpio.gz"));
        lock (s_publishing)
        {
            if (architecture == "x86_64")
            {
                PublishSample("Tools", runtime, directory);
                PublishSample("Scheduler", runtime, directory);
                Libbpf.Build(Path.Combine(s_root, "tests", "Bpf.Runtime.Tests", "native", "libbpf-load.c"), Path.Combine(directory, "libbpf-load"));
                GuestObjects.WriteKinds(Path.Combine(directory, "kinds"), TargetArchitecture.X64);
                GuestObjects.WriteRefusals(directory, s_root, TargetArchitecture.X64, RefusedPrograms.AreAllWanted);
                Directory.CreateDirectory(Path.Combine(directory, "bin"));
                File.Copy("/bin/sh", Path.Combine(directory, "bin", "sh"), overwrite: true); // Starts the command that a tool traces.
            }

            Run("dotnet", ["publish", "tests/Bpf.KernelMatrix.Guest", "-c", "Release", "-r", runtime, "-o", publish, "-nologo", "-v", "quiet", .. options]);
        }

        File.Copy(Path.Combine(publish, "Bpf.KernelMatrix.Guest"), Path.Combine(directory, "init"), overwrite: true);
        Run(compiler, "-O1", "-g", "-o", Path.Combine(directory, "traced"), "tests/Bpf.KernelMatrix.Guest/traced.c");
        Run(compiler, "-O1", "-g", "-static", "-o", Path.Combine(directory, "traced-static"), "tests/Bpf.KernelMatrix.Guest/traced.c");
        Run(compiler, "-O1", "-static", "-o", Path.Combine(directory, "files"), "tests/Bpf.KernelMatrix.Guest/files.c");
        GuestObjects.Write(Path.Combine(directory, "objects"), architecture == "x86_64" ? TargetArchitecture.X64 : TargetArchitecture.Arm64);
        Run("clang-19", "-target", "bpf", "-O2", "-g", "-c", "-o", Path.Combine(directory, "kinds.bpf.o"), "tests/Bpf.KernelMatrix.Guest/kinds.c");
        string extensions = Path.Combine(directory, "extensions");
        GuestObjects.WriteExtensions(extensions, Path.Combine(s_root, "tests", "Bpf.KernelMatrix.Guest", "GuestExtensions.cs"),
            architecture == "x86_64" ? TargetArchitecture.X64 : TargetArchitecture.Arm64);
        foreach ((string name, string define) in new[] { ("replaced", "-DTARGET"), ("replacement", "-DREPLACEMENT") })
        {
            Run("clang-19", "-target", "bpf", "-mcpu=v3", "-O2", "-g", define, "-c", "-o", Path.Combine(extensions, $"{name}.bpf.o"),
                "-I/usr/include/x86_64-linux-gnu", "tests/Bpf.KernelMatrix.Guest/extensions.c");
        }

        return directory;
    }
}

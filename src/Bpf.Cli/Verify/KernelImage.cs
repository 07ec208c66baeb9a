using System.Diagnostics;
using System.Text;
using Bpf.Runtime;

namespace Bpf.Cli.Verify;

/// <summary>The file of a kernel.</summary>
/// <param name="Choice">The kernel.</param>
/// <param name="Path">The file.</param>
/// <param name="Configuration">File with the options with which it was built; <see langword="null"/> if it is unknown.</param>
internal sealed record KernelImage(KernelChoice Choice, string Path, string? Configuration)
{
    private const string ImagePrefix = "vmlinuz-";

    /// <summary>Finds the file, which is downloaded if it is a package that has not been used before.</summary>
    /// <exception cref="BpfException">It cannot be downloaded.</exception>
    public static KernelImage Of(KernelChoice choice)
    {
        string path = choice.Image ?? System.IO.Path.Combine(KernelScripts.Kernels, choice.PackageName, "vmlinuz");
        if (choice.Image is null && !File.Exists(path))
        {
            Console.Error.WriteLine($"bpf: downloading the kernel {choice.PackageName} to {KernelScripts.Kernels}");
            Run("download kernel", choice.Name, "fetch", choice.PackageName);
        }

        // /boot/vmlinuz is a link to the newest kernel.
        path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        return new KernelImage(choice, path, ConfigurationOf(path));
    }

    /// <summary>Runs a command of kernels.sh.</summary>
    /// <exception cref="BpfException">It failed.</exception>
    public static void Run(string operation, string subject, params string[] arguments)
    {
        using Process script = Start(operation, subject, arguments);
        Task<string> errors = script.StandardError.ReadToEndAsync();
        string output = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        if (script.ExitCode != 0)
        {
            string text = new StringBuilder(output).Append(errors.Result).ToString().Trim().ReplaceLineEndings(" ");
            throw new BpfException(operation, subject, null, $"{text}. Kernels come from Debian, with apt; use --kernel PATH for kernels that you have.");
        }
    }

    private static Process Start(string operation, string subject, string[] arguments)
    {
        try
        {
            Process script = Process.Start(KernelScripts.Call(arguments))!;
            script.StandardInput.Close();
            return script;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new BpfException(operation, subject, null, exception.Message, exception);
        }
    }

    // As packages name it in /boot, or beside an image that has been copied somewhere.
    private static string? ConfigurationOf(string image)
    {
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(image))!, name = System.IO.Path.GetFileName(image);
        string[] candidates = [name.StartsWith(ImagePrefix, StringComparison.Ordinal) ? $"config-{name[ImagePrefix.Length..]}" : "config", "config"];
        return candidates.Select(candidate => System.IO.Path.Combine(folder, candidate)).FirstOrDefault(File.Exists);
    }
}

using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Build.Framework;

namespace Bpf.Build.Tasks;

/// <summary>
/// Copies a project's assets file, replacing Bpf.Sdk with its dependencies: they are what a package of the project depends on. Dependencies that
/// the project declares itself are unchanged.
/// </summary>
public sealed class BpfPackDependencies : Microsoft.Build.Utilities.Task
{
    private const string SdkPackage = "Bpf.Sdk";
    private const string KernelTypesPackage = "Bpf.Vmlinux"; // needed to build only

    /// <summary>The assets file that restore wrote.</summary>
    [Required]
    public string AssetsFile { get; set; } = "";

    /// <summary>The file to write.</summary>
    [Required]
    public string OutputFile { get; set; } = "";

    /// <summary>Directory of the written file, with a trailing separator; that of the assets file if there is nothing to replace.</summary>
    [Output]
    public string OutputDirectory { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        string assetsFile = Path.GetFullPath(AssetsFile);
        string outputFile = Path.GetFullPath(OutputFile);
        try
        {
            JsonNode assets = JsonNode.Parse(File.ReadAllText(assetsFile))!;
            bool isChanged = Replace(assets);
            if (isChanged)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(outputFile)!);
                File.WriteAllText(outputFile, assets.ToJsonString());
            }
            OutputDirectory = Path.GetDirectoryName(isChanged ? outputFile : assetsFile) + Path.DirectorySeparatorChar;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            Log.LogError($"The dependencies of the package cannot be read from '{assetsFile}': {exception.Message}");
            return false;
        }
    }

    private static bool Replace(JsonNode assets)
    {
        bool isChanged = false;
        foreach (var framework in assets["project"]!["frameworks"]!.AsObject())
        {
            if (framework.Value?["dependencies"] is not JsonObject dependencies || !dependencies.Remove(SdkPackage))
            {
                continue;
            }

            isChanged = true;
            foreach (var library in Libraries(assets, framework.Key))
            {
                if (library.Key != KernelTypesPackage && !dependencies.ContainsKey(library.Key))
                {
                    dependencies[library.Key] = new JsonObject { ["target"] = "Package", ["version"] = $"[{library.Value}, )" };
                }
            }
        }
        return isChanged;
    }

    private static JsonObject Libraries(JsonNode assets, string framework)
    {
        JsonObject packages = assets["targets"]![framework]!.AsObject();
        JsonNode? sdk = packages.FirstOrDefault(package => package.Key.StartsWith(SdkPackage + "/", StringComparison.OrdinalIgnoreCase)).Value;
        return sdk?["dependencies"] as JsonObject ?? [];
    }
}

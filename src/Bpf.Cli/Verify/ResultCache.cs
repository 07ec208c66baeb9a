using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bpf.Cli.Verify;

/// <summary>Keeps results: the same object on the same kernel, loaded by the same loader, gives the same.</summary>
internal static class ResultCache
{
    private static readonly string s_folder = Path.Combine(CacheDirectory.Path, "verified");

    /// <summary>Returns the key of a result.</summary>
    /// <param name="source">The object; messages contain its name.</param>
    /// <param name="kernelAndGuest">Hash of what loads it.</param>
    public static string KeyOf(ObjectSource source, ReadOnlySpan<byte> kernelAndGuest)
        => Convert.ToHexStringLower(SHA256.HashData([.. SHA256.HashData(source.Contents.Span), .. kernelAndGuest, .. Encoding.UTF8.GetBytes(source.Name)]));

    /// <summary>Hashes of a kernel, its configuration and the guest.</summary>
    public static byte[] HashOf(KernelImage kernel, GuestImage guest)
        => [.. FileHash.Of(kernel.Path), .. kernel.Configuration is { } file ? FileHash.Of(file) : [], .. FileHash.Of(guest.Init)];

    /// <summary>Finds a result.</summary>
    public static ObjectResult? Find(string key)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(key)), CacheJson.Default.ObjectResult);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null; // It will be found out again.
        }
    }

    /// <summary>Keeps a result.</summary>
    public static void Add(string key, ObjectResult result)
        => CacheDirectory.Write(PathOf(key), JsonSerializer.SerializeToUtf8Bytes(result, CacheJson.Default.ObjectResult));

    private static string PathOf(string key) => Path.Combine(s_folder, $"{key}.json");
}

/// <summary>JSON serialization of the results.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ObjectResult))]
internal sealed partial class CacheJson : JsonSerializerContext;

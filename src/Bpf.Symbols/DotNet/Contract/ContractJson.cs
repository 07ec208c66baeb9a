using System.Globalization;
using System.Text.Json;

namespace Bpf.Symbols.DotNet.Contract;

/// <summary>
/// The compact JSON of a data contract. Names that are not needed are kept, and forms that are not known are left out, as newer documents may have
/// both; a document that is damaged or builds on another one is refused.
/// </summary>
internal static class ContractJson
{
    private const string KnownBaseline = "empty";
    private const int MostDepth = 16;

    private static readonly JsonDocumentOptions s_options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = MostDepth,
    };

    /// <summary>Reads a contract.</summary>
    /// <exception cref="RuntimeRefusedException">The document is damaged, or builds on a baseline that is not known.</exception>
    public static DataContract Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, s_options);
            JsonElement root = document.RootElement;
            string? baseline = root.TryGetProperty("baseline", out JsonElement value) ? value.ToString() : KnownBaseline;
            if (baseline is not (KnownBaseline or ""))
            {
                throw new RuntimeRefusedException(DotNetProblem.UnknownContract, $"Its data contract builds on the baseline '{baseline}', which is not known.");
            }

            return new DataContract(Fields(root), Globals(root), Versions(root));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new RuntimeRefusedException(DotNetProblem.DamagedContract, $"The JSON of its data contract is damaged: {exception.Message}");
        }
    }

    private static Dictionary<(string Type, string Field), int> Fields(JsonElement root)
    {
        Dictionary<(string, string), int> fields = [];
        foreach (JsonProperty type in Members(root, "types"))
        {
            foreach (JsonProperty field in type.Value.ValueKind == JsonValueKind.Object ? type.Value.EnumerateObject() : default)
            {
                JsonElement offset = field.Value.ValueKind == JsonValueKind.Array && field.Value.GetArrayLength() > 0 ? field.Value[0] : field.Value;
                if (Number(offset) is { } number and <= int.MaxValue)
                {
                    fields[(type.Name, field.Name)] = (int)number;
                }
            }
        }

        return fields;
    }

    private static Dictionary<string, ContractGlobal> Globals(JsonElement root)
    {
        Dictionary<string, ContractGlobal> globals = [];
        foreach (JsonProperty global in Members(root, "globals"))
        {
            // value, [value, type], [slot] or [[slot], type]
            JsonElement value = global.Value;
            bool isTyped = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2;
            value = isTyped ? value[0] : value;
            bool isSlot = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1;
            if (Number(isSlot ? value[0] : value) is { } number)
            {
                globals[global.Name] = new ContractGlobal(number, isSlot);
            }
        }

        return globals;
    }

    private static Dictionary<string, int> Versions(JsonElement root)
    {
        Dictionary<string, int> versions = [];
        foreach (JsonProperty contract in Members(root, "contracts"))
        {
            versions[contract.Name] = Number(contract.Value) is { } number and <= int.MaxValue ? (int)number : 0;
        }

        return versions;
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement root, string name)
        => root.TryGetProperty(name, out JsonElement members) ? members.EnumerateObject() : default;

    private static ulong? Number(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.TryGetUInt64(out ulong number) ? number : null;
        }

        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        bool isHexadecimal = text?.StartsWith("0x", StringComparison.OrdinalIgnoreCase) == true;
        ReadOnlySpan<char> digits = isHexadecimal ? text.AsSpan(2) : text;
        NumberStyles style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out ulong parsed) ? parsed : null;
    }
}

using System.Text.Json.Nodes;
using Bpf.Objects;

namespace Bpf.Cli.Attach;

/// <summary>Converts decoded values to JSON: structs become objects, bytes a string of hexadecimal digits, addresses strings.</summary>
internal static class ValueJson
{
    public static JsonNode? Of(BtfValue value) => value switch
    {
        BtfValue.Integer { Value: var number } => Number(number),
        BtfValue.Boolean { Value: var flag } => JsonValue.Create(flag),
        BtfValue.Real { Value: var real } => double.IsFinite(real) ? JsonValue.Create(real) : JsonValue.Create(value.ToString()),
        BtfValue.Text { Value: var text } => JsonValue.Create(text),
        BtfValue.Enumerator { Name: null, Value: var number } => Number(number),
        BtfValue.Enumerator { Name: var name } => JsonValue.Create(name),
        BtfValue.List { Items: var items } => new JsonArray([.. items.Select(Of)]),
        BtfValue.Record { Fields: var fields } => Object(fields),
        _ => JsonValue.Create(value.ToString()),
    };

    // Most readers would lose digits of a JSON number beyond 64 bits.
    private static JsonValue Number(Int128 number)
        => number >= long.MinValue && number <= long.MaxValue ? JsonValue.Create((long)number)
            : number >= 0 && number <= ulong.MaxValue ? JsonValue.Create((ulong)number)
            : JsonValue.Create(number.ToString());

    // Members of a union that come from anonymous structs may share a name; the first one is kept.
    private static JsonObject Object(IReadOnlyList<(string Name, BtfValue Value)> fields)
    {
        JsonObject node = [];
        foreach ((string name, BtfValue value) in fields)
        {
            if (!node.ContainsKey(name))
            {
                node[name] = Of(value);
            }
        }

        return node;
    }
}

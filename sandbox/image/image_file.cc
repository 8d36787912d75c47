#include "sandbox/image/image_file.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

namespace json = boost::json;

// Raise it when the keys change: an image of another format counts as not there, and is built anew.
constexpr std::int64_t kFormat = 1;

json::value UserValue(const User& user) {
  return {{"name", user.name}, {"uid", user.uid},    {"gid", user.gid}, {"groups", json::value_from(user.groups)},
          {"home", user.home}, {"shell", user.shell}};
}

User ToUser(const json::value& value) {
  return {json::value_to<std::string>(value.at("name")), value.at("uid").to_number<std::uint32_t>(),
          value.at("gid").to_number<std::uint32_t>(),    json::value_to<std::vector<std::uint32_t>>(value.at("groups")),
          json::value_to<std::string>(value.at("home")), json::value_to<std::string>(value.at("shell"))};
}

}  // namespace

std::string WriteImageFile(const Image& image) {
  json::object packages;
  for (const auto& [name, version] : image.packages) packages[name] = version;
  json::array users;
  for (const User& user : image.users) users.push_back(UserValue(user));
  const json::value value = {{"format", kFormat},
                             {"name", image.name},
                             {"description", {{"en", image.description.en}, {"zh", image.description.zh}}},
                             {"digest", image.digest},
                             {"recipe", image.recipe},
                             {"bytes", image.bytes},
                             {"built_at", image.built_at},
                             {"packages", packages},
                             {"users", users}};
  return json::serialize(value) + "\n";
}

Image ReadImageFile(std::string_view text) {
  try {
    const json::value value = json::parse(text);
    if (value.at("format").to_number<std::int64_t>() != kFormat) throw HostError("image.json is of another format");
    Image image;
    image.name = json::value_to<std::string>(value.at("name"));
    image.description = {json::value_to<std::string>(value.at("description").at("en")),
                         json::value_to<std::string>(value.at("description").at("zh"))};
    image.digest = json::value_to<std::string>(value.at("digest"));
    image.recipe = json::value_to<std::string>(value.at("recipe"));
    image.bytes = value.at("bytes").to_number<std::uint64_t>();
    image.built_at = json::value_to<std::string>(value.at("built_at"));
    for (const auto& [name, version] : value.at("packages").as_object())
      image.packages.emplace_back(name, json::value_to<std::string>(version));
    for (const json::value& user : value.at("users").as_array()) image.users.push_back(ToUser(user));
    return image;
  } catch (const boost::system::system_error& error) {
    throw HostError(fmt::format("image.json cannot be read: {}", error.what()));
  } catch (const std::out_of_range& error) {  // at() of a key that is not there
    throw HostError(fmt::format("image.json lacks a key: {}", error.what()));
  } catch (const std::invalid_argument& error) {  // as_object() of another kind of value
    throw HostError(fmt::format("image.json has a value of another type: {}", error.what()));
  }
}

}  // namespace shellab
